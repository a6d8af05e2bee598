using Bronx.Platform.Commands;
using Bronx.Platform.Telemetry;

namespace Bronx.Features.General;

/// <summary>Measures the way to Discord and back while the person watches.</summary>
internal sealed class PingCommand(VitalsBoard vitals, TimeProvider clock) : ICommand
{
    public static CommandDefinition Definition { get; } = new("ping", "General", "See how quickly I answer")
    {
        Aliases = ["pong"],
        Examples = ["ping"],
        NeedsTerms = false,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        // The first frame is on the screen when this returns: the figure is the person's own wait, not an estimate.
        await call.ShowAsync(GeneralTexts.Measuring(vitals.Current), ct);
        return CommandOutcome.Say(GeneralTexts.Pong(clock.GetUtcNow() - call.ReceivedAt, vitals.Current));
    }
}
