namespace Bronx.Dashboard.Pages.Charts;

/// <summary>The choice of a time range: links, so that a view can be kept and sent.</summary>
internal static class RangeLinks
{
    public static void Write(Html html, Chart chosen)
    {
        html.Write($"<nav class=\"ranges\" aria-label=\"Time range\">");
        foreach (var chart in Chart.All)
        {
            // The address leads back to the link: whoever walks by keyboard goes on from there.
            html.Write($"<a id=\"range-{chart.Range.Key}\" href=\"/?range={chart.Range.Key}#range-{chart.Range.Key}\"");
            if (chart == chosen) html.Write($" aria-current=\"true\"");
            html.Write($">{chart.Tab}</a>");
        }

        html.Write($"</nav>");
    }
}
