using Bronx.Platform.Commands;

namespace Bronx.Features.Gambling.Fairness;

/// <summary>What the caller's bets are drawn from, as far as it is public.</summary>
internal sealed class FairShowCommand(FairStore store) : ICommand
{
    public static CommandDefinition Definition { get; } = new("fair show", "Gambling", "The seeds your bets are drawn from, and your last bets")
    {
        AlwaysOn = true,
        Aliases = ["fair", "fairness"],
        Examples = ["fair"],
        Details = "Anybody can check every bet after the server seed is revealed; the guide's page on fairness says how.",
        Cooldown = new(TimeSpan.FromSeconds(3)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) =>
        CommandOutcome.Say(FairTexts.View(await store.ViewAsync(call.Caller.Id, ct), call.Spelling));
}
