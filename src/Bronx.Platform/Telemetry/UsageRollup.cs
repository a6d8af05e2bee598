namespace Bronx.Platform.Telemetry;

/// <summary>What a stretch of the journal adds up to: what one save adds to the store.</summary>
internal sealed class UsageRollup
{
    /// <summary>Servers and persons told apart in one rollup; beyond it their uses count in everything else.</summary>
    private const int MaxKeys = 200_000;

    public Dictionary<string, CommandSum> Commands { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string Command, int Bucket), long> Latencies { get; } = [];

    public Dictionary<(string Command, long Day), (long Uses, long Failures)> CommandDays { get; } = [];

    public Dictionary<(UsagePeriod Period, long Start), (long Uses, long Failures)> Periods { get; } = [];

    public Dictionary<(string Command, string Kind, CommandEnd End), long> Kinds { get; } = [];

    public Dictionary<string, long> Totals { get; } = new(StringComparer.Ordinal);

    public Dictionary<ulong, (long Uses, long LastAt)> Users { get; } = [];

    public Dictionary<ulong, (long Uses, long LastAt)> Guilds { get; } = [];

    public Dictionary<(ulong Guild, string Command), long> GuildCommands { get; } = [];

    /// <summary>The start of the period that an instant falls in, in milliseconds since 1970.</summary>
    public static long StartOf(UsagePeriod period, long at) => at - (at % LengthOf(period));

    public static long LengthOf(UsagePeriod period) => period switch
    {
        UsagePeriod.Minute => 60_000,
        UsagePeriod.Hour => 3_600_000,
        _ => 86_400_000,
    };

    public void Add(in UsageFrame frame, string command, string kind)
    {
        if (frame.End == CommandEnd.Unknown)
        {
            Add(Totals, UsageTotals.Unknown, 1);
            return;
        }

        if (frame.End == UsageFrame.RateLimited)
        {
            Add(Totals, UsageTotals.RateLimits + kind, 1);
            return;
        }

        if (kind.Length > 0)
        {
            Add(Kinds, (command, kind, frame.End), 1);
        }

        var sum = Commands.GetValueOrDefault(command);
        sum.LastAt = Math.Max(sum.LastAt, frame.At);
        if (frame.End == CommandEnd.Refused)
        {
            sum.Refusals++;
            Commands[command] = sum;
            return;
        }

        var failures = frame.End == CommandEnd.Failed ? 1 : 0;
        sum.Uses++;
        sum.Failures += failures;
        sum.Microseconds += frame.Duration;
        Commands[command] = sum;
        Add(Totals, UsageTotals.OfForm(frame.Form), 1);
        Add(Latencies, (command, LatencyHistogram.BucketOf(frame.Duration)), 1);
        Add(CommandDays, (command, StartOf(UsagePeriod.Day, frame.At)), failures);
        Add(Periods, (UsagePeriod.Minute, StartOf(UsagePeriod.Minute, frame.At)), failures);
        Add(Periods, (UsagePeriod.Hour, StartOf(UsagePeriod.Hour, frame.At)), failures);
        Add(Periods, (UsagePeriod.Day, StartOf(UsagePeriod.Day, frame.At)), failures);
        Touch(Users, frame.User, frame.At);
        Touch(Guilds, frame.Guild, frame.At);
        if (frame.Guild != 0 && (GuildCommands.Count < MaxKeys || GuildCommands.ContainsKey((frame.Guild, command))))
        {
            Add(GuildCommands, (frame.Guild, command), 1);
        }
    }

    private static void Add<TKey>(Dictionary<TKey, long> sums, TKey key, long count)
        where TKey : notnull => sums[key] = sums.GetValueOrDefault(key) + count;

    private static void Add<TKey>(Dictionary<TKey, (long Uses, long Failures)> sums, TKey key, long failures)
        where TKey : notnull
    {
        var sum = sums.GetValueOrDefault(key);
        sums[key] = (sum.Uses + 1, sum.Failures + failures);
    }

    private static void Touch(Dictionary<ulong, (long Uses, long LastAt)> sums, ulong key, long at)
    {
        if (key != 0 && (sums.TryGetValue(key, out var sum) || sums.Count < MaxKeys))
        {
            sums[key] = (sum.Uses + 1, Math.Max(sum.LastAt, at));
        }
    }

    public record struct CommandSum(long Uses, long Failures, long Refusals, long Microseconds, long LastAt);
}

/// <summary>Names of the totals that belong to no command.</summary>
internal static class UsageTotals
{
    public const string Unknown = "unknown";

    /// <summary>Followed by the scope.</summary>
    public const string RateLimits = "rate_limits.";

    public static string OfForm(CommandForm form) => form switch
    {
        CommandForm.Prefix => "form.prefix",
        CommandForm.Slash => "form.slash",
        _ => "form.component",
    };
}
