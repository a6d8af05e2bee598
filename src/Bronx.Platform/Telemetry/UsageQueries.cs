using Bronx.Discord.Models;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Platform.Telemetry;

/// <summary>Reads of the rollups.</summary>
internal sealed class UsageQueries(Database database)
{
    public Task<Dictionary<long, (long Uses, long Failures)>> PeriodsAsync(UsagePeriod period, long first, long last, CancellationToken ct) => database.ReadAsync(
        async connection => (await connection.QueryAsync<(long Start, long Uses, long Failures)>(
            "SELECT start, uses, failures FROM usage_periods WHERE period = @period AND start BETWEEN @first AND @last",
            new { period = (long)period, first, last })).ToDictionary(row => row.Start, row => (row.Uses, row.Failures)),
        ct);

    public Task<Dictionary<long, (long Uses, long Failures)>> CommandDaysAsync(string command, long first, long last, CancellationToken ct) => database.ReadAsync(
        async connection => (await connection.QueryAsync<(long Day, long Uses, long Failures)>(
            "SELECT day, uses, failures FROM usage_command_days WHERE command = @command AND day BETWEEN @first AND @last",
            new { command, first, last })).ToDictionary(row => row.Day, row => (row.Uses, row.Failures)),
        ct);

    public Task<IReadOnlyList<LatencyBucket>> LatenciesAsync(string command, CancellationToken ct) => database.ReadAsync<IReadOnlyList<LatencyBucket>>(
        async connection => [.. (await connection.QueryAsync<(long Bucket, long Count)>(
            "SELECT bucket, count FROM usage_latencies WHERE command = @command ORDER BY bucket", new { command })).Select(row =>
            {
                var (from, width) = LatencyHistogram.BoundsOf((int)row.Bucket);
                return new LatencyBucket(TimeSpan.FromMicroseconds(from), TimeSpan.FromMicroseconds(from + width), row.Count);
            })],
        ct);

    public Task<IReadOnlyList<KindCount>> KindsAsync(string? command, CancellationToken ct) => database.ReadAsync<IReadOnlyList<KindCount>>(
        async connection => [.. (await connection.QueryAsync<(string Command, string Kind, long Failed, long Count)>(
            $"SELECT command, kind, failed, count FROM usage_kinds {(command is null ? "" : "WHERE command = @command")} ORDER BY count DESC, command, kind LIMIT 200",
            new { command })).Select(row => new KindCount(row.Command, row.Kind, row.Failed == 1, row.Count))],
        ct);

    public Task<IReadOnlyList<GuildUsage>> BusiestGuildsAsync(int limit, CancellationToken ct) => database.ReadAsync<IReadOnlyList<GuildUsage>>(
        async connection => [.. (await connection.QueryAsync<(long Guild, long Uses, long LastAt)>(
            "SELECT guild_id, uses, last_at FROM usage_guilds ORDER BY uses DESC, guild_id LIMIT @limit", new { limit })).Select(ToGuild)],
        ct);

    public Task<GuildUsage?> GuildAsync(GuildId guild, CancellationToken ct) => database.ReadAsync(
        async connection => (await connection.QueryAsync<(long Guild, long Uses, long LastAt)>(
            "SELECT guild_id, uses, last_at FROM usage_guilds WHERE guild_id = @guild", new { guild = (long)guild.Value })).Select(ToGuild).SingleOrDefault(),
        ct);

    public Task<IReadOnlyList<(string Command, long Uses)>> GuildCommandsAsync(GuildId guild, CancellationToken ct) => database.ReadAsync<IReadOnlyList<(string, long)>>(
        async connection => [.. await connection.QueryAsync<(string Command, long Uses)>(
            "SELECT command, uses FROM usage_guild_commands WHERE guild_id = @guild ORDER BY uses DESC, command LIMIT 100", new { guild = (long)guild.Value })],
        ct);

    public Task<UserUsage?> UserAsync(UserId user, CancellationToken ct) => database.ReadAsync(
        async connection => (await connection.QueryAsync<(long User, long Uses, long LastAt)>(
            "SELECT user_id, uses, last_at FROM usage_users WHERE user_id = @user", new { user = (long)user.Value }))
            .Select(row => new UserUsage(new UserId((ulong)row.User), row.Uses, DateTimeOffset.FromUnixTimeMilliseconds(row.LastAt))).SingleOrDefault(),
        ct);

    private static GuildUsage ToGuild((long Guild, long Uses, long LastAt) row) =>
        new(new GuildId((ulong)row.Guild), row.Uses, DateTimeOffset.FromUnixTimeMilliseconds(row.LastAt));
}
