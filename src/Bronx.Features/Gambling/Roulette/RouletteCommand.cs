using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Roulette;

internal sealed class RouletteCommand(Stakes stakes) : ICommand
{
    private static readonly Parameter<AmountExpression> Amount = Parameters.Amount("amount", "Your stake, from your wallet");
    private static readonly Parameter<string> On = Parameters.Word("bet", "red, black, odd, even, low, high, 1st12, column1, or a number from 0 to 36", 20);

    public static CommandDefinition Definition { get; } = new("roulette", "Gambling", "One spin of the European wheel")
    {
        Aliases = ["rlt"],
        Parameters = [Amount, On],
        Examples = ["roulette 500 red", "roulette 1k 17", "roulette half 2nd12"],
        Details = "Bets: red, black, odd, even, low, high (×2); 1st12, 2nd12, 3rd12, column1, column2, column3 (×3); a number from 0 to 36 (×36).",
        Cooldown = new(TimeSpan.FromSeconds(3)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        if (RouletteRules.Read(call.Get(On)) is not { } bet)
        {
            return CommandOutcome.Refuse(Refusal.BadArgument, RouletteTexts.NoSuchBet(call.Get(On), call.Spelling(Definition.Name)));
        }

        var (play, refusal) = await stakes.PlayAsync(
            Game.Roulette, call, call.Get(Amount), (stream, stake) => stake * RouletteRules.Pays(bet, RouletteRules.Spin(stream)), ct);
        return play is null ? refusal! : CommandOutcome.Say(RouletteTexts.Result(bet, RouletteRules.Spin(play.Fair.Stream()), play));
    }
}
