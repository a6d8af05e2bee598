using Bronx.Discord.Models;
using Bronx.Platform.Storage;

namespace Bronx.Platform.Telemetry;

/// <summary>
/// What was counted, asked of the store: longer than the rings in memory, and by server and person. Uses of this process are saved
/// before they are read, at most every two seconds; other processes' uses are as old as their last save.
/// </summary>
public sealed class UsageHistory(UsageTracker tracker, Database database, TimeProvider time)
{
    /// <summary>Points of one answer at most.</summary>
    public const int MaxPoints = 1_000;

    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(2);

    private readonly UsageQueries _queries = new(database);
    private long _savedAt;

    /// <summary>
    /// One point per period, oldest first, gaps as zero. Minutes are kept for three hours, hours for 31 days, days for 400 days.
    /// </summary>
    /// <param name="from">Its whole period counts.</param>
    /// <param name="until">The period that it falls in is the last one.</param>
    /// <exception cref="ArgumentException">Backwards, or more than <see cref="MaxPoints"/> points.</exception>
    /// <exception cref="StorageException">The store does not answer.</exception>
    public async Task<IReadOnlyList<UsagePoint>> PeriodsAsync(UsagePeriod period, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var range = PeriodRange.Of(period, from, until);
        await SaveAsync(ct);
        return range.Fill(await _queries.PeriodsAsync(period, range.First, range.Last, ct));
    }

    /// <summary>One point per day (UTC) of one command, oldest first, gaps as zero. Kept for 400 days.</summary>
    /// <inheritdoc cref="PeriodsAsync"/>
    public async Task<IReadOnlyList<UsagePoint>> CommandDaysAsync(string command, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var range = PeriodRange.Of(UsagePeriod.Day, from, until);
        await SaveAsync(ct);
        return range.Fill(await _queries.CommandDaysAsync(command, range.First, range.Last, ct));
    }

    /// <summary>How long a command's runs took, ever: buckets that are at most 3.2 % wide, shortest first, empty ones left out.</summary>
    /// <exception cref="StorageException">The store does not answer.</exception>
    public async Task<IReadOnlyList<LatencyBucket>> LatenciesAsync(string command, CancellationToken ct)
    {
        await SaveAsync(ct);
        return await _queries.LatenciesAsync(command, ct);
    }

    /// <summary>Failures and refusals by kind, most frequent first, at most 200.</summary>
    /// <param name="command">Null: of all commands.</param>
    /// <exception cref="StorageException">The store does not answer.</exception>
    public async Task<IReadOnlyList<KindCount>> KindsAsync(string? command, CancellationToken ct)
    {
        await SaveAsync(ct);
        return await _queries.KindsAsync(command, ct);
    }

    /// <summary>The servers with most uses, busiest first.</summary>
    /// <param name="limit">1–100.</param>
    /// <exception cref="StorageException">The store does not answer.</exception>
    public async Task<IReadOnlyList<GuildUsage>> BusiestGuildsAsync(int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 100);
        await SaveAsync(ct);
        return await _queries.BusiestGuildsAsync(limit, ct);
    }

    /// <summary>One server's uses; null when there were none.</summary>
    /// <exception cref="StorageException">The store does not answer.</exception>
    public async Task<GuildUsage?> GuildAsync(GuildId guild, CancellationToken ct)
    {
        await SaveAsync(ct);
        return await _queries.GuildAsync(guild, ct);
    }

    /// <summary>What one server uses, most used first, at most 100 commands.</summary>
    /// <exception cref="StorageException">The store does not answer.</exception>
    public async Task<IReadOnlyList<(string Command, long Uses)>> GuildCommandsAsync(GuildId guild, CancellationToken ct)
    {
        await SaveAsync(ct);
        return await _queries.GuildCommandsAsync(guild, ct);
    }

    /// <summary>One person's uses; null when nothing was recorded of them, which their privacy may be the reason for.</summary>
    /// <exception cref="StorageException">The store does not answer.</exception>
    public async Task<UserUsage?> UserAsync(UserId user, CancellationToken ct)
    {
        await SaveAsync(ct);
        return await _queries.UserAsync(user, ct);
    }

    /// <summary>A thousand readers cost one save.</summary>
    private async Task SaveAsync(CancellationToken ct)
    {
        var now = time.GetTimestamp();
        if (Volatile.Read(ref _savedAt) is not 0 and var saved && time.GetElapsedTime(saved, now) < FreshFor)
        {
            return;
        }

        await tracker.FlushAsync(ct);
        Volatile.Write(ref _savedAt, now);
    }
}

/// <summary>Lengths of time that are counted. The numbers are stored.</summary>
public enum UsagePeriod
{
    Minute = 1,
    Hour = 2,
    Day = 3,
}

/// <param name="Start">Of the period, UTC.</param>
/// <param name="Uses">Commands that ran.</param>
/// <param name="Failures">Of these, failed by a fault of ours.</param>
public sealed record UsagePoint(DateTimeOffset Start, long Uses, long Failures);

/// <param name="From">Shortest duration of the bucket.</param>
/// <param name="Until">Just above its longest.</param>
public sealed record LatencyBucket(TimeSpan From, TimeSpan Until, long Count);

/// <summary>How often a command ended in one way.</summary>
/// <param name="Kind">From a closed set of names: "Storage", "Cooldown".</param>
/// <param name="Failed">True for a fault of ours, false for a refusal.</param>
public sealed record KindCount(string Command, string Kind, bool Failed, long Count);

public sealed record GuildUsage(GuildId Guild, long Uses, DateTimeOffset LastAt);

public sealed record UserUsage(UserId User, long Uses, DateTimeOffset LastAt);
