using Bronx.Dashboard.Api;
using Bronx.Dashboard.Pages.Commands;

namespace Bronx.Dashboard.Pages;

/// <summary>The busiest commands. The script makes new rows from the template, which is a row like the others.</summary>
internal static class TopCommands
{
    private static readonly CommandFigure Blank = new("", 0, 0, 0, 0, DateTimeOffset.UnixEpoch, null);

    public static void Write(Html page, CommandFigures commands)
    {
        page.Write($"""
            <section class="card"><h2>Top commands</h2>
            <table class="ranks"><caption class="away">Top commands, the busiest first</caption><thead><tr><th scope="col">Command</th><th scope="col">Uses</th><th scope="col">Share</th><th scope="col">Failed</th><th scope="col"><abbr title="95 of 100 runs took at most this long">p95</abbr></th></tr></thead>
            <tbody id="top">

            """);
        var busiest = commands.Top.Count > 0 ? commands.Top[0].Share : 1;
        foreach (var command in commands.Top) WriteRow(page, command, busiest);
        page.Write($"</tbody></table>\n<template id=\"top-row\">");
        WriteRow(page, Blank, 1);
        page.Write($"</template>\n<p class=\"empty\" id=\"top-empty\"");
        if (commands.Top.Count > 0) page.Write($" hidden");
        page.Write($">{DashboardTexts.NothingYet}</p></section>\n");
    }

    private static void WriteRow(Html page, CommandFigure command, double busiest)
    {
        var width = busiest > 0 ? command.Share / busiest * 100 : 0;
        page.Write($"<tr data-command=\"{command.Name}\"><th scope=\"row\"><svg class=\"share\" aria-hidden=\"true\"><rect width=\"{width}%\" height=\"100%\"/></svg><a href=\"{CommandAddress.Of(command.Name)}\">{command.Name}</a></th><td title=\"{Figures.Exact(command.Uses)}\">{Figures.Compact(command.Uses)}</td><td>{Figures.Percent(command.Share)}</td><td title=\"{Figures.Exact(command.Failures)}\"");
        if (command.Failures > 0) page.Write($" class=\"bad\"");
        page.Write($">{Figures.Compact(command.Failures)}</td><td>{Figures.Duration(command.LatencyMs?.P95)}</td></tr>\n");
    }
}
