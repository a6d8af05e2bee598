using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Crash;

/// <summary>The way out is chosen with the stake, so the game ends at once and nobody's connection decides it.</summary>
internal sealed class CrashCommand(Stakes stakes) : ICommand
{
    private static readonly Parameter<AmountExpression> Amount = Parameters.Amount("amount", "Your stake, from your wallet");
    private static readonly Parameter<string> At = Parameters.Word("target", "Where you cash out: 1.01 to 1000", 20);

    public static CommandDefinition Definition { get; } = new("crash", "Gambling", "Cash out at your target, if the rocket gets that far")
    {
        Parameters = [Amount, At],
        Examples = ["crash 500 1.5", "crash 1k 10x"],
        Details = "A target of ×2 is reached in 48.5 % of all flights, ×10 in 9.7 %: every target returns 97 % in the long run.",
        Cooldown = new(TimeSpan.FromSeconds(3)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        if (CrashRules.ReadTarget(call.Get(At)) is not { } target)
        {
            return CommandOutcome.Refuse(Refusal.BadArgument, CrashTexts.NoSuchTarget(call.Get(At), call.Spelling(Definition.Name)));
        }

        var (play, refusal) = await stakes.PlayAsync(
            Game.Crash, call, call.Get(Amount), (stream, stake) => CrashRules.Payout(stake, target, CrashRules.Point(stream)), ct);
        return play is null ? refusal! : CommandOutcome.Say(CrashTexts.Result(target, CrashRules.Point(play.Fair.Stream()), play));
    }
}
