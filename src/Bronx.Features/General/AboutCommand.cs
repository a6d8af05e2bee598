using Bronx.Platform.Commands;
using Bronx.Platform.Telemetry;

namespace Bronx.Features.General;

/// <summary>The figures the bot knows of itself, each from the part that measures it.</summary>
internal sealed class AboutCommand(UsageTracker usage, VitalsBoard vitals) : ICommand
{
    public static CommandDefinition Definition { get; } = new("about", "General", "See how long I have been up and what I have done")
    {
        Aliases = ["uptime"],
        Examples = ["about"],
    };

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) =>
        ValueTask.FromResult(CommandOutcome.Say(GeneralTexts.About(usage.Snapshot(), vitals.Current)));
}
