namespace Bronx.Dashboard.Pages.Charts;

/// <summary>
/// Draws a <see cref="Chart"/> as SVG, with its numbers in words and as a table. The drawing is stretched to the column's width;
/// all text stays outside of it and keeps its shape.
/// </summary>
internal static class ChartView
{
    private const int Height = 100;
    private const int Step = 10;

    public static void Write(Html html, Chart chart, IReadOnlyList<long> counts, DateTimeOffset now)
    {
        var (peak, sum) = (counts.DefaultIfEmpty().Max(), counts.Sum());
        var top = Figures.AxisTop(peak);
        html.Write($"""
            <figure class="card chart" data-chart="{chart.Field}" data-each="{chart.Each.TotalSeconds}">
            <figcaption><h2>{chart.Title}</h2><p>{chart.Span} · <span data-sum title="{Figures.Exact(sum)}">{Figures.Compact(sum)}</span> in all</p></figcaption>
            <div class="plot">
            <span class="tick" data-top>{Figures.Compact(top)}</span><span class="tick half" data-half>{Figures.Compact(top / 2)}</span>
            <svg viewBox="0 0 {counts.Count * Step} {Height}" preserveAspectRatio="none" role="img" aria-labelledby="{chart.Field}-title {chart.Field}-about">
            <title id="{chart.Field}-title">{chart.Title}, {chart.Span}</title><desc id="{chart.Field}-about">{About(chart, counts, now)}</desc>

            """);
        for (var i = 0; i < counts.Count; i++)
        {
            var height = BarHeight(counts[i], top);
            html.Write($"<g><rect class=\"hit\" x=\"{i * Step}\" width=\"{Step}\" height=\"{Height}\"/><rect class=\"bar\" x=\"{(i * Step) + 1}\" y=\"{Height - height}\" width=\"{Step - 2}\" height=\"{height}\"/><title>{Says(chart, counts, i, now)}</title></g>");
        }

        html.Write($"\n</svg></div>\n<p class=\"marks\" aria-hidden=\"true\">");
        foreach (var mark in chart.Marks) html.Write($"<span>{mark}</span>");
        html.Write($"</p>\n");
        WriteTable(html, chart, counts, now);
        html.Write($"</figure>\n");
    }

    /// <summary>A count above zero is always to be seen.</summary>
    public static double BarHeight(long count, long top) => count == 0 ? 0 : Math.Max(1.5, Math.Round((double)count / top * Height, 2));

    private static string About(Chart chart, IReadOnlyList<long> counts, DateTimeOffset now)
    {
        var peak = counts.DefaultIfEmpty().Max();
        if (peak == 0) return "No commands in this time.";
        var at = Enumerable.Range(0, counts.Count).Last(i => counts[i] == peak);
        return $"{Figures.Exact(counts.Sum())} in all; most at {chart.Label(at, counts.Count, now)} UTC with {Figures.Exact(peak)}.";
    }

    private static string Says(Chart chart, IReadOnlyList<long> counts, int i, DateTimeOffset now) =>
        $"{chart.Label(i, counts.Count, now)}: {Figures.Exact(counts[i])}";

    private static void WriteTable(Html html, Chart chart, IReadOnlyList<long> counts, DateTimeOffset now)
    {
        html.Write($"<details><summary>As a table<span class=\"away\">: {chart.Title}</span></summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{chart.Title}\"><table><thead><tr><th scope=\"col\">{chart.Column}</th><th scope=\"col\">Commands</th></tr></thead><tbody>\n");
        for (var i = counts.Count - 1; i >= 0; i--)
        {
            html.Write($"<tr><th scope=\"row\">{chart.Label(i, counts.Count, now)}</th><td>{Figures.Exact(counts[i])}</td></tr>");
        }

        html.Write($"\n</tbody></table></div></details>\n");
    }
}
