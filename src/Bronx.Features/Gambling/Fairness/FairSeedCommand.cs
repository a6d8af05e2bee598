using Bronx.Platform.Commands;

namespace Bronx.Features.Gambling.Fairness;

/// <summary>Sets the caller's own part of their luck; the server seed it meets was announced before.</summary>
internal sealed class FairSeedCommand(FairStore store) : ICommand
{
    private static readonly Parameter<string> Text = Parameters.Rest("text", "Your new client seed", 200);

    public static CommandDefinition Definition { get; } = new("fair seed", "Gambling", "Set your client seed; reveals the server seed so far")
    {
        AlwaysOn = true,
        Parameters = [Text],
        Examples = ["fair seed my lucky seed 7"],
        Cooldown = new(TimeSpan.FromSeconds(3)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var wanted = call.Get(Text).Trim();
        if (!FairRules.IsClientSeed(wanted))
        {
            return CommandOutcome.Refuse(Refusal.BadArgument, FairTexts.BadClientSeed());
        }

        return await store.RotateAsync(call.Caller.Id, wanted, ct) switch
        {
            null => CommandOutcome.Refuse(Refusal.RuleOfTheGame, FairTexts.GameRuns(call.Spelling)),
            (var view, true) => CommandOutcome.Say(FairTexts.Rotated(view)),
            (var view, false) => CommandOutcome.Say(FairTexts.ClientSeedSet(view)),
        };
    }
}
