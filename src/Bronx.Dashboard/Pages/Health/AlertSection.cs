using Bronx.Platform.Reporting;

namespace Bronx.Dashboard.Pages.Health;

/// <summary>Every rule as it stands, and what has been.</summary>
internal static class AlertSection
{
    private static readonly Column[] Rules = [new("Alert"), new("State"), new("Now"), new("Bad", "Begins beyond this value", IsWide: true), new("Since", IsWide: true)];

    private static readonly Column[] Past = [new("Alert"), new("Began"), new("Took"), new("Worst", IsWide: true)];

    public static void Write(Html page, HealthReport health, DateTimeOffset now)
    {
        page.Write($"<section class=\"card\"><h2>Alerts</h2>\n");
        if (health.Alerts is not { Count: > 0 } alerts)
        {
            page.Write($"<p class=\"empty\">{(health.Alerts is null ? HealthTexts.UnknownPart : "No rule was looked at yet.")}</p>\n");
        }
        else
        {
            page.WriteTable("Every alert rule, the loudest first", Rules, alerts.OrderByDescending(static alert => Loudness(alert.Phase)).Select(alert => Row(alert, now)));
        }

        page.Write($"<details><summary>What has been</summary>\n");
        WriteHistory(page, health.AlertHistory, now);
        page.Write($"</details></section>\n");
    }

    private static Cell[] Row(AlertHealth alert, DateTimeOffset now) =>
    [
        new(alert.Title, Note: alert.Detail),
        new(State(alert.Phase), null, alert.Phase == "firing"),
        new(HealthTexts.Value(alert.Value, alert.Unit), $"Begins {Bad(alert)}"),
        Bad(alert),
        Figures.Ago(now - alert.Since),
    ];

    private static string Bad(AlertHealth alert) => $"{(alert.IsUpper ? "over" : "under")} {HealthTexts.Value(alert.Threshold, alert.Unit)}";

    private static void WriteHistory(Html page, IReadOnlyList<PastAlert>? history, DateTimeOffset now)
    {
        if (history is not { Count: > 0 })
        {
            page.Write($"<p class=\"empty\">{(history is null ? HealthTexts.UnknownPart : "No alert was ever raised.")}</p>\n");
            return;
        }

        page.WriteTable("Alerts of the past, newest first", Past, history.Select(alert => (IReadOnlyList<Cell>)
        [
            new(alert.Title, Note: alert.Detail),
            new(Figures.Ago(now - alert.Began), LiveFigure.Instant(alert.Began)),
            alert.Ended is { } ended ? Figures.Span(ended - alert.Began) : new Cell("goes on", null, IsBad: true),
            HealthTexts.Value(alert.Worst, alert.Unit),
        ]));
    }

    private static int Loudness(string phase) => phase switch { "firing" => 3, "pending" => 2, "unknown" => 1, _ => 0 };

    private static string State(string phase) => phase switch
    {
        "firing" => "Alert",
        "pending" => "Watching",
        "quiet" => "Well",
        _ => "Not known",
    };
}
