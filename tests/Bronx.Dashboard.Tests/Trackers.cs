using Bronx.Discord.Models;
using Bronx.Platform.Telemetry;

namespace Bronx.Dashboard.Tests;

/// <summary>Uses to record, in the fewest words.</summary>
internal static class Trackers
{
    public static void Ran(this UsageTracker tracker, string command, TimeProvider time, CommandEnd end = CommandEnd.Succeeded, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            tracker.Record(new CommandUse(
                command, CommandForm.Slash, end, end == CommandEnd.Succeeded ? null : "test", TimeSpan.FromMilliseconds(12), (UserId?)null, null, time.GetUtcNow()));
        }
    }
}
