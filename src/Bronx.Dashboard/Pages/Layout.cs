using Bronx.Dashboard.Api;
using Bronx.Dashboard.Edge;
using Microsoft.AspNetCore.Http;

namespace Bronx.Dashboard.Pages;

/// <summary>The frame around every page: head, heading, navigation, footer.</summary>
internal sealed class Layout(DashboardOptions options, Assets assets, IReadOnlyList<NavEntry> navigation)
{
    public async Task SendAsync(HttpContext http, PageFrame frame, Action<Html> content)
    {
        var html = new Html();
        Write(html, frame, content);
        var bytes = html.ToBytes();
        http.Response.ContentType = "text/html; charset=utf-8";
        if (http.Response.Headers.CacheControl.Count == 0) http.Response.Headers.CacheControl = "no-cache";
        await http.Response.BodyWriter.WriteAsync(bytes, http.RequestAborted);
    }

    public void Write(Html html, PageFrame frame, Action<Html> content)
    {
        var title = frame.Title is { } name ? $"{name} – {options.BotName}" : $"{options.BotName} – live statistics";
        html.Write($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>{title}</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="description" content="Live statistics of {options.BotName}: commands, servers, users and speed.">
            <meta name="color-scheme" content="light dark">
            <meta name="theme-color" content="#f6f7f9" media="(prefers-color-scheme: light)">
            <meta name="theme-color" content="#0e1014" media="(prefers-color-scheme: dark)">
            <link rel="icon" href="{assets.Path("icon.svg")}" type="image/svg+xml">
            <link rel="stylesheet" href="{assets.Path("dashboard.css")}">

            """);
        if (frame.Live != LiveKind.No) html.Write($"<script src=\"{assets.Path("dashboard.js")}\" defer></script>\n");
        html.Write($"""
            </head>
            <body>
            <a class="skip" href="#main">Skip to the {(frame.Live == LiveKind.No ? "content" : "numbers")}</a>
            <header class="top">
            <a class="brand" href="/"><img src="{assets.Path("icon.svg")}" alt="" width="28" height="28">{options.BotName}</a>

            """);
        if (options.Development) html.Write($"<span class=\"badge\">Development</span>\n");
        WriteNavigation(html, frame);
        if (options.PlaygroundAddress is { } playground)
        {
            html.Write($"<a class=\"elsewhere\" href=\"{playground.AbsoluteUri}\">Playground</a>\n");
        }

        if (frame.AsOf is { } asOf)
        {
            html.Write($"<p class=\"status\" id=\"status\"><span class=\"dot\"></span><span data-status>As of {LiveFigure.Clock(asOf)}</span></p>\n");
        }

        html.Write($"</header>\n<main id=\"main\">\n");
        if (frame.Live == LiveKind.No) content(html);
        else LiveContent.Write(html, frame, content);
        html.Write($"</main>\n<footer>\n<p>");
        if (options.PlaygroundAddress is { } place) html.Write($"<a href=\"{place.AbsoluteUri}\">Playground</a> ");
        html.Write($"<a href=\"/api/stats\">API</a> <a href=\"/api/openapi.json\">API description</a> <a href=\"/healthz/ready\">Readiness</a></p>\n</footer>\n</body>\n</html>\n");
    }

    private void WriteNavigation(Html html, PageFrame frame)
    {
        // One entry leads nowhere new.
        if (navigation.Count < 2) return;

        html.Write($"<nav aria-label=\"Pages\"><ul>");
        foreach (var entry in navigation)
        {
            html.Write($"<li><a href=\"{entry.Path}\"");
            if (entry.Path == frame.Path) html.Write($" aria-current=\"page\"");
            html.Write($">{entry.Title}</a></li>");
        }

        html.Write($"</ul></nav>\n");
    }
}

/// <summary>One page in the navigation.</summary>
internal sealed record NavEntry(string Path, string Title);

/// <param name="Title">Null for the front page.</param>
/// <param name="Path">Which entry of the navigation this is; null for none.</param>
internal sealed record PageFrame(string? Title, string? Path)
{
    public LiveKind Live { get; init; }

    /// <summary>How the bot is, at page load; null on a page that is not live.</summary>
    public BotFigures? Bot { get; init; }

    /// <summary>When what the page shows was read; null for none.</summary>
    public DateTimeOffset? AsOf { get; init; }
}

/// <summary>How the script keeps a page up to date.</summary>
internal enum LiveKind
{
    /// <summary>It does not run.</summary>
    No,

    /// <summary>It writes each figure of the stream in its place: at once, for everybody at the front page.</summary>
    Figures,

    /// <summary>It asks for the page again when something changed, every few seconds, and takes over what differs.</summary>
    Page,
}
