using Bronx.Platform.Alerts;
using Bronx.Platform.Reporting;

namespace Bronx.Dashboard.Pages.Health;

/// <summary>The words of the health page.</summary>
internal static class HealthTexts
{
    public const string UnknownPart = "Not known: this part is not in use, or does not answer.";

    /// <summary>Everything in one sentence: what fires, what is down, or that all is well.</summary>
    public static (bool IsWell, string Text) Summary(HealthReport health)
    {
        List<string> troubles =
        [
            .. (health.Alerts ?? []).Where(static alert => alert.Phase == "firing").Select(static alert => alert.Title),
            .. Counted(health.Shards?.Count(static shard => !shard.IsReady) ?? 0, "shard is not connected", "shards are not connected"),
            .. health.Database is { IsHealthy: false } ? ["The database does not answer as it should"] : Array.Empty<string>(),
            .. health.Queue is { TokenRejected: true } ? ["Discord rejected the token"] : Array.Empty<string>(),
            .. Counted((health.Jobs ?? []).Count(static job => job.Phase is "stuck" or "backing off"), "job does not run as it should", "jobs do not run as they should"),
        ];
        if (troubles.Count > 0) return (false, string.Join(". ", troubles.Distinct()) + ".");
        return health == HealthReport.Unknown ? (false, "Nothing is known of the bot’s health at the moment.")
            : health.Alerts is not { Count: > 0 } ? (true, "Nothing is wrong that is known; no alert rule was looked at yet.")
            : (true, "All is well: no alert, every shard connected, every job runs.");
    }

    /// <summary>"POST /channels/…/messages": which kind of id stands where is said by the word before it.</summary>
    public static string Route(string route) => string.Join('/', route.Split('/').Select(static part => part.StartsWith('{') ? "…" : part));

    /// <summary>12 MB, 1.5 GB: binary steps, as systems count memory.</summary>
    public static string Size(long? bytes) => bytes switch
    {
        null => Figures.Unknown,
        < 1L << 20 => $"{Figures.Exact((bytes.Value + 1023) >> 10)} KB",
        < 10L << 30 => $"{Figures.Exact((bytes.Value + (1 << 19)) >> 20)} MB",
        _ => $"{Figures.Exact((bytes.Value + (1 << 29)) >> 30)} GB",
    };

    /// <summary>A measured value with its unit: "12.5 ms", "99.2%", "3".</summary>
    public static string Value(double? value, string unit) => value is not { } known ? Figures.Unknown
        : unit is "ms" && known >= AlertRule.NoAnswer ? "no answer"
        : unit is "%" ? $"{known:0.##}%"
        : unit.Length == 0 ? $"{known:#,0.##}"
        : $"{known:#,0.##} {(known == 1 && unit.Length > 2 && unit.EndsWith('s') ? unit[..^1] : unit)}";

    private static string[] Counted(int count, string one, string several) => count switch
    {
        0 => [],
        1 => [$"1 {one}"],
        _ => [$"{count} {several}"],
    };
}
