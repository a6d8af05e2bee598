using Bronx.Dashboard.Api;

namespace Bronx.Dashboard.Pages;

/// <summary>
/// A number that the script keeps up to date: <c>data-live</c> names the field of the statistics, <c>data-as</c> the rule of
/// <see cref="Figures"/>.
/// </summary>
internal static class LiveFigure
{
    public static void WriteCount(this Html html, string field, long? value, string? about = null)
    {
        var exact = value is { } known ? Figures.Exact(known) : DashboardTexts.Unknown;
        var title = about is null ? exact : $"{exact} – {about}";
        html.Write($"<data data-live=\"{field}\" data-as=\"count\" value=\"");
        if (value is { } number) html.Write($"{number}");
        if (about is not null) html.Write($"\" data-about=\"{about}");
        html.Write($"\" title=\"{title}\">{Figures.Compact(value)}</data>");
    }

    public static void WriteText(this Html html, string field, string rule, string text) =>
        html.Write($"<span data-live=\"{field}\" data-as=\"{rule}\">{text}</span>");

    public static void WriteAgo(this Html html, string field, DateTimeOffset? instant, DateTimeOffset now)
    {
        if (instant is { } at)
        {
            html.Write($"<time data-live=\"{field}\" data-as=\"ago\" datetime=\"{at}\" title=\"{Instant(at)}\">{Figures.Ago(now - at)}</time>");
        }
        else
        {
            html.Write($"<time data-live=\"{field}\" data-as=\"ago\"></time>");
        }
    }

    public static void WriteUptime(this Html html, SessionFigures session, DateTimeOffset now) =>
        html.Write($"<time data-live=\"session.startedAt\" data-as=\"uptime\" datetime=\"{session.StartedAt}\" title=\"Since {Instant(session.StartedAt)}\">{Figures.Uptime(now - session.StartedAt)}</time>");

    public static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss", null) + " UTC";

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", null) + " UTC";
}
