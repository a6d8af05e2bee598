using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Platform.Text;

namespace Bronx.Platform.Alerts;

/// <summary>What owners read of alerts.</summary>
internal static class AlertTexts
{
    public static Embed Begun(AlertState alert) => Look.Card(
        alert.Rule.Title,
        $"**{Value(alert.Rule, alert.Value ?? 0)}**{Limit(alert.Rule, alert.Value ?? 0)}{Detail(alert.Detail)}\nWhat to do: `docs/guide/alerts.md`, under **{alert.Rule.Name}**.",
        Look.Bad);

    public static Embed Ended(AlertState alert, TimeSpan lasted, double worst) => Look.Card(
        "Over: " + Lower(alert.Rule.Title), $"It lasted {Say.Span(lasted)}; at worst {(IsNoAnswer(alert.Rule, worst) ? "there" : "it")} was {Value(alert.Rule, worst)}{Now(alert)}.", Look.Good);

    public static string Value(AlertRule rule, double value) => IsNoAnswer(rule, value)
        ? "no answer"
        : string.Create(CultureInfo.InvariantCulture, $"{(value is > 0 and < 10 && value != Math.Floor(value) ? Math.Round(value, 1) : Math.Round(value)):#,0.#} {Unit(rule.Unit, value)}").TrimEnd();

    /// <summary>"1 job", "2 jobs"; "ms" is no plural.</summary>
    private static string Unit(string unit, double value) => value == 1 && unit.Length > 2 && unit.EndsWith('s') ? unit[..^1] : unit;

    /// <summary>The detail of what could not be measured says why.</summary>
    private static string Now(AlertState alert) =>
        alert.Value is { } value ? $", now it is {Value(alert.Rule, value)}" : $". Now it is not known{(alert.Detail is { } why ? ": " + Say.Safe(why, 300) : "")}";

    private static bool IsNoAnswer(AlertRule rule, double value) => rule.Unit == "ms" && value >= AlertRule.NoAnswer;

    private static string Limit(AlertRule rule, double value) => rule.Threshold == 0 || IsNoAnswer(rule, value) ? "" : $", {(rule.Side == AlertSide.Above ? "more" : "less")} than {Value(rule, rule.Threshold)}";

    private static string Detail(string? detail) => detail is null ? "" : "\n" + Say.Safe(detail, 300);

    private static string Lower(string title) => char.ToLowerInvariant(title[0]) + title[1..];
}
