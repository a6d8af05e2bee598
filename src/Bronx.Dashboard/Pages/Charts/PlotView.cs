namespace Bronx.Dashboard.Pages.Charts;

/// <summary>
/// Draws a <see cref="Plot"/> as SVG, with its numbers in words and as a table. The drawing is stretched to the column's width;
/// all text stays outside of it and keeps its shape.
/// </summary>
internal static class PlotView
{
    private const int Height = 100;
    private const int Step = 10;

    /// <param name="aside">What stands at the end of the heading; by default the span and the sum.</param>
    /// <param name="live">Attributes by which the script finds a plot that it keeps up to date itself.</param>
    public static void Write(Html html, Plot plot, Action<Html>? aside = null, (string Field, TimeSpan Each)? live = null)
    {
        var top = Figures.AxisTop(plot.Bars.Max(static bar => bar.Count));
        html.Write($"<figure class=\"{(plot.IsRunning ? "card chart running" : "card chart")}\"");
        if (live is { } series) html.Write($" data-chart=\"{series.Field}\" data-each=\"{series.Each.TotalSeconds}\"");
        html.Write($">\n<figcaption><div><h2>{plot.Title}</h2><p>{plot.Span}");
        if (plot.Sum is { } sum) html.Write($" · <span data-sum title=\"{Figures.Exact(sum)}\">{Figures.Compact(sum)}</span> in all");
        html.Write($"</p></div>");
        aside?.Invoke(html);
        html.Write($"""
            </figcaption>
            <div class="plot">
            <span class="tick" data-top aria-hidden="true">{Figures.Compact(top)}</span><span class="tick half" data-half aria-hidden="true">{Figures.Compact(top / 2)}</span>
            <svg viewBox="0 0 {plot.Bars.Count * Step} {Height}" preserveAspectRatio="none" role="img" aria-labelledby="{plot.Id}-title {plot.Id}-about">
            <title id="{plot.Id}-title">{plot.Title}, {plot.Span}</title><desc id="{plot.Id}-about">{plot.About}</desc>

            """);
        for (var i = 0; i < plot.Bars.Count; i++)
        {
            var bar = plot.Bars[i];
            var height = BarHeight(bar.Count, top);
            html.Write($"<g><rect class=\"hit\" x=\"{i * Step}\" width=\"{Step}\" height=\"{Height}\"/><rect class=\"bar\" x=\"{(i * Step) + 1}\" y=\"{Height - height}\" width=\"{Step - 2}\" height=\"{height}\"/><title>{bar.Label}: {Figures.Exact(bar.Count)}</title></g>");
        }

        html.Write($"\n</svg></div>\n");
        WriteMarks(html, plot);
        WriteTable(html, plot);
        html.Write($"</figure>\n");
    }

    /// <summary>A count above zero is always to be seen.</summary>
    public static double BarHeight(long count, long top) => count == 0 ? 0 : Math.Max(1.5, Math.Round((double)count / top * Height, 2));

    private static void WriteMarks(Html html, Plot plot)
    {
        html.Write($"<p class=\"{(plot.Marks.Count == plot.Bars.Count ? "marks each" : "marks")}\" aria-hidden=\"true\">");
        foreach (var mark in plot.Marks) html.Write($"<span>{mark}</span>");
        html.Write($"</p>\n");
    }

    private static void WriteTable(Html html, Plot plot)
    {
        html.Write($"<details><summary>As a table<span class=\"away\"> of: {plot.Title}</span></summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{plot.Title}\"><table><caption class=\"away\">{plot.Title}, {plot.Span}</caption><thead><tr><th scope=\"col\">{plot.Column}</th><th scope=\"col\">{plot.Unit}</th></tr></thead><tbody>\n");
        foreach (var bar in plot.IsRunning ? plot.Bars.Reverse() : plot.Bars)
        {
            html.Write($"<tr><th scope=\"row\">{bar.Label}</th><td>{Figures.Exact(bar.Count)}</td></tr>");
        }

        html.Write($"\n</tbody></table></div></details>\n");
    }
}
