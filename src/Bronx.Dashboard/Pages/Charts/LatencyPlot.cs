using Bronx.Platform.Telemetry;

namespace Bronx.Dashboard.Pages.Charts;

/// <summary>How long a command's runs took, as bars from fast to slow.</summary>
internal static class LatencyPlot
{
    /// <param name="steps">One count per step of <see cref="LatencySteps"/>, and one for those above.</param>
    public static Plot Of(IReadOnlyList<long> steps, string about)
    {
        var bounds = LatencySteps.Bounds.Select(static bound => Figures.Duration(bound.TotalMilliseconds)).ToList();
        var bars = steps.Select((count, i) => new Bar(i < bounds.Count ? $"up to {bounds[i]}" : $"over {bounds[^1]}", count)).ToList();
        var marks = LatencySteps.Bounds.Select(static bound => Mark(bound)).Append("more").ToList();
        return new Plot("latency", "How long it took", "Took", "Runs", bars, marks) { Span = "From the event received to the reply written, in milliseconds and seconds", About = about };
    }

    /// <summary>As short as it gets: 5, 100, 2 s.</summary>
    private static string Mark(TimeSpan bound) => bound.TotalSeconds >= 1 ? $"{bound.TotalSeconds}s" : $"{bound.TotalMilliseconds}";
}
