using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Platform.Caching;
using Bronx.Platform.Commands;
using Bronx.Platform.Jobs;
using Bronx.Platform.Telemetry;
using Bronx.Platform.Text;

namespace Bronx.Features.Operations.Performance;

/// <summary>Words for the two cards on how the bot is.</summary>
internal static class PerformanceTexts
{
    /// <summary>Their share of all objects outweighs what the program itself keeps.</summary>
    private const int EnoughServers = 1_000;

    public static Reply Performance(Signs signs) => Reply.Of(Look.Card(
        signs.Firing.Count == 0 ? "All is well" : signs.Firing.Count == 1 ? "One alert" : $"{signs.Firing.Count} alerts",
        signs.Firing.Count == 0
            ? $"Up since {Say.When(signs.Session.StartedAt)}. No alert goes on."
            : string.Join('\n', signs.Firing.Select(alert => $"**{alert.Rule.Title}** since {Say.When(alert.Since)}{(alert.Detail is { } detail ? ": " + Say.Safe(detail, 120) : "")}")),
        signs.Firing.Count == 0 ? Look.Good : Look.Bad) with
    {
        Fields =
        [
            new EmbedField("Answers, five minutes", Rows.Table([("commands", Say.Number(signs.Recent.Uses)), ("half within", Rows.Latency(signs.Recent.P50)), ("95 % within", Rows.Latency(signs.Recent.P95)), ("99 % within", Rows.Latency(signs.Recent.P99)), ("failed", Rows.Share(ShareOf(signs.Recent.Failures, signs.Recent.Uses)))])),
            new EmbedField("Discord", Rows.Table([("connection", Connection(signs.Vitals)), ("gateway", Rows.Latency(signs.Vitals.GatewayLatency)), ("requests waiting", Say.Number(signs.Queue.Waiting)), ("turned away, 5 min", Say.Number(signs.Recent.RateLimits))])),
            new EmbedField("Database", Rows.Table([("answers in", signs.Database.Health.IsHealthy ? Say.Latency(signs.Database.Health.Latency) : "no answer"), ("size", Rows.Megabytes(signs.Database.Health.SizeBytes))])),
            new EmbedField("Cache", Rows.Table([("answered", Rows.Share(signs.Cache.HitRate)), ("Redis", Redis(signs.Cache))])),
            new EmbedField("Process", Rows.Table([("memory", Rows.Megabytes(signs.Process.Memory)), ("of it objects", Rows.Megabytes(signs.Process.Managed)), ("processor", Rows.Share(Load(signs)))])),
            new EmbedField("Background work", Rows.Table([("jobs and loops", Say.Number(signs.Jobs.Count)), ("failing", Failing(signs.Jobs)), ("on time", Rows.Share(OnTime(signs.Jobs)))])),
        ],
    });

    public static Reply Scalability(Signs signs) => Reply.Of(Look.Card("Room left", "What is used now, what was the most since I am up, and what there is.") with
    {
        Fields =
        [
            new EmbedField("Servers", Rows.Table([("servers", Rows.Number(signs.Vitals.Servers)), ("members", Rows.Number(signs.Vitals.Users)), ("shards", Say.Number(signs.Shards)), ("servers a shard", signs.Vitals.Servers is { } servers && signs.Shards > 0 ? Say.Number(servers / signs.Shards) : Rows.Unknown)])),
            new EmbedField("Requests to Discord", Rows.Table([("waiting", Say.Number(signs.Queue.Waiting)), ("on the wire", Say.Number(signs.Queue.InFlight)), ("limits known", Say.Number(signs.Queue.Buckets)), ("invalid of 10,000", Say.Number(signs.Queue.InvalidRequests))])),
            new EmbedField("Database connections", Rows.Table([("now", Say.Number(signs.Database.Pool.InUse)), ("most", Say.Number(signs.Database.Pool.Peak)), ("there are", Say.Number(signs.Database.Pool.Max)), ("longest wait", Say.Latency(signs.Database.Pool.LongestWait))])),
            new EmbedField("Memory", Rows.Table([("process", Rows.Megabytes(signs.Process.Memory)), ("of it objects", Rows.Megabytes(signs.Process.Managed)), ("a server, at most", AServer(signs))])),
            new EmbedField("Commands", Rows.Table([("since I am up", Say.Number(signs.Session.Count)), ("last minute", Say.Number((long)signs.Session.PerMinute))])),
        ],
    });

    /// <summary>Most of a small bot's memory is the program, not its servers: only many of them say what one takes.</summary>
    private static string AServer(Signs signs) => signs.Vitals.Servers switch
    {
        null => Rows.Unknown,
        < EnoughServers => "too few to tell",
        var servers => string.Create(CultureInfo.InvariantCulture, $"{signs.Process.Managed / 1000.0 / servers:#,0.#} KB"),
    };

    private static string Connection(BotVitals vitals) => vitals.Connection switch
    {
        BotConnection.Live => "live",
        BotConnection.Connecting => "connecting",
        BotConnection.Interrupted => "interrupted",
        BotConnection.Refused => "refused",
        _ => "stopped",
    };

    private static string Redis(CacheSnapshot cache) => cache.Redis switch
    {
        RedisState.Connected => "connected",
        RedisState.Away => "away",
        _ => "not used",
    };

    private static string Failing(IReadOnlyList<JobState> jobs) =>
        jobs.Where(job => job.FailuresInARow > 0).Select(job => job.Name).ToArray() is { Length: > 0 } names ? string.Join(", ", names.Take(3)) : "none";

    /// <summary>Weighted by how often each ran.</summary>
    private static double? OnTime(IReadOnlyList<JobState> jobs)
    {
        var ran = jobs.Where(job => job.Lateness is not null).ToArray();
        return ran.Sum(job => job.Runs) is > 0 and var runs ? ran.Sum(job => job.Lateness!.OnTime * job.Runs) / runs : null;
    }

    private static double? Load(Signs signs) =>
        signs.At - signs.Session.StartedAt is { Ticks: > 0 } up ? Math.Min(1, signs.Process.Processor / up / signs.Process.Cores) : null;

    private static double? ShareOf(long part, long whole) => whole == 0 ? null : (double)part / whole;
}
