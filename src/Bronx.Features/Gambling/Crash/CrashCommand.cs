using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Crash;

/// <summary>A flight that is left by a button, or at a stop that was set beforehand.</summary>
internal sealed class CrashCommand(Flights flights) : ICommand
{
    public const string Name = "crash";

    private static readonly Parameter<AmountExpression> Amount = Parameters.Amount("amount", "Your stake, from your wallet");
    private static readonly Parameter<string> At = Parameters.Word("target", "Cash out by yourself there: 1.01 to 1000", 20);

    public static CommandDefinition Definition { get; } = new(Name, "Gambling", "A rocket climbs: cash out before it crashes")
    {
        Parameters = [Amount.Optional(), At.Optional()],
        Examples = ["crash 500", "crash 1k 1.5", "crash half 10x"],
        Details = "Press Cash out in time, or name a multiplier at which you leave by yourself. Twice as high every 8 seconds; ×2 is reached by 48.50 % of all flights, "
            + "×10 by 9.70 %: every way of leaving returns 97 % in the long run. Without an amount I show the rocket you have in the air.",
        Cooldown = new(TimeSpan.FromSeconds(3)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var stop = CrashRules.HighestTarget;
        if (call.TryGet(At, out var typed))
        {
            if (CrashRules.ReadTarget(typed) is not { } target)
            {
                return CommandOutcome.Refuse(Refusal.BadArgument, CrashTexts.NoSuchTarget(typed, call.Spelling(Name)));
            }

            stop = target;
        }

        return await flights.LaunchAsync(call, call.TryGet(Amount, out var amount) ? amount : null, stop, ct);
    }
}
