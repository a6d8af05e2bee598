namespace Bronx.Platform.Reporting;

/// <summary>What a reported health has to keep to before it is shown.</summary>
internal static class HealthReportRules
{
    /// <summary>Routes, jobs, categories, rules and past alerts at most, each.</summary>
    public const int MaxRows = 200;

    /// <summary>Shards at most: what one process may hold.</summary>
    public const int MaxShards = 1_000;

    public static string? Problem(HealthReport health) =>
        health.Shards?.Count > MaxShards ? $"health.shards has more than {MaxShards}"
        : new[] { health.Queue?.Routes.Count, health.Cache?.Categories.Count, health.Jobs?.Count, health.Alerts?.Count, health.AlertHistory?.Count }.Any(count => count > MaxRows)
            ? $"health has a list of more than {MaxRows}"
        : !Lines(health).All(BotReportRules.IsLine) ? "health has a text that cannot be shown in one line"
        : null;

    private static IEnumerable<string?> Lines(HealthReport health) =>
    [
        health.Process?.Release,
        health.Cache?.Redis,
        health.Database?.Engine,
        health.Database?.Version,
        .. (health.Shards ?? []).SelectMany(shard => new[] { shard.State, shard.Reason }),
        .. (health.Queue?.Routes ?? []).Select(route => route.Route),
        .. (health.Cache?.Categories ?? []).Select(category => category.Name),
        .. (health.Jobs ?? []).SelectMany(job => new[] { job.Name, job.Purpose, job.Schedule, job.Phase, job.LastEnd }),
        .. (health.Alerts ?? []).SelectMany(alert => new[] { alert.Rule, alert.Title, alert.Phase, alert.Unit, alert.Detail }),
        .. (health.AlertHistory ?? []).SelectMany(alert => new[] { alert.Rule, alert.Title, alert.Unit, alert.Detail }),
    ];
}
