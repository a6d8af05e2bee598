using Bronx.Platform.Commands;

namespace Bronx.Features.Gambling.Fairness;

/// <summary>Reveals the server seed in use and begins the next.</summary>
internal sealed class FairRotateCommand(FairStore store) : ICommand
{
    public static CommandDefinition Definition { get; } = new("fair rotate", "Gambling", "Reveal the server seed of your bets and begin with the next one")
    {
        AlwaysOn = true,
        Examples = ["fair rotate"],
        Cooldown = new(TimeSpan.FromSeconds(3)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        return await store.RotateAsync(call.Caller.Id, clientSeed: null, ct) switch
        {
            null => CommandOutcome.Refuse(Refusal.RuleOfTheGame, FairTexts.GameRuns(call.Spelling)),
            (var view, true) => CommandOutcome.Say(FairTexts.Rotated(view)),
            _ => CommandOutcome.Refuse(Refusal.RuleOfTheGame, FairTexts.NothingToReveal()),
        };
    }
}
