using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Platform.Text;

namespace Bronx.Platform.Alerts;

/// <summary>What owners read of alerts.</summary>
internal static class AlertTexts
{
    public static Embed Begun(AlertState alert) => Look.Card(
        alert.Rule.Title,
        $"**{Value(alert.Rule, alert.Value ?? 0)}**{Limit(alert.Rule)}{Detail(alert.Detail)}\nWhat to do: `docs/guide/alerts.md`, under **{alert.Rule.Name}**.",
        Look.Bad);

    public static Embed Ended(AlertState alert, TimeSpan lasted, double worst) => Look.Card(
        "Over: " + Lower(alert.Rule.Title), $"It lasted {Say.Span(lasted)}; at worst it was {Value(alert.Rule, worst)}, now it is {Value(alert.Rule, alert.Value ?? 0)}.", Look.Good);

    public static string Value(AlertRule rule, double value) =>
        string.Create(CultureInfo.InvariantCulture, $"{(value is > 0 and < 10 && value != Math.Floor(value) ? Math.Round(value, 1) : Math.Round(value)):#,0.#} {rule.Unit}").TrimEnd();

    private static string Limit(AlertRule rule) => rule.Threshold == 0 ? "" : $", {(rule.Side == AlertSide.Above ? "more" : "less")} than {Value(rule, rule.Threshold)}";

    private static string Detail(string? detail) => detail is null ? "" : "\n" + Say.Safe(detail, 300);

    private static string Lower(string title) => char.ToLowerInvariant(title[0]) + title[1..];
}
