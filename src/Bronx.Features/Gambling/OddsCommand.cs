using Bronx.Platform.Commands;

namespace Bronx.Features.Gambling;

/// <summary>What a game pays and what it keeps, before anybody stakes anything.</summary>
internal sealed class OddsCommand : ICommand
{
    private static readonly Parameter<Game> Which = Parameters.Choice(
        "game",
        "Which game",
        new Choice<Game>(Game.Coinflip, "coinflip", "cf", "flip"),
        new Choice<Game>(Game.Slots, "slots", "slot"),
        new Choice<Game>(Game.Roulette, "roulette", "rlt"),
        new Choice<Game>(Game.Plinko, "plinko", "plink", "ball"),
        new Choice<Game>(Game.Crash, "crash"),
        new Choice<Game>(Game.Blackjack, "blackjack", "bj"));

    public static CommandDefinition Definition { get; } = new("odds", "Gambling", "The odds of a game, and what it returns")
    {
        AlwaysOn = true,
        Parameters = [Which],
        Examples = ["odds coinflip", "odds slots"],
        Details = "Every game's odds are published, and each returns between 94 % and 99 % of what is staked in the long run.",
    };

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) =>
        ValueTask.FromResult(CommandOutcome.Say(GamblingTexts.Odds(call.Get(Which))));
}
