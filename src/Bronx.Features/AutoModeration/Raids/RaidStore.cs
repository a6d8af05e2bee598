using Bronx.Discord.Models;
using Bronx.Platform.Storage;
using Dapper;
using Query = Dapper.CommandDefinition;

namespace Bronx.Features.AutoModeration.Raids;

/// <summary>In which servers raid mode is on, and until when.</summary>
internal sealed class RaidStore(Database database)
{
    public Task<IReadOnlyList<(GuildId Guild, DateTimeOffset Until)>> AllAsync(CancellationToken ct) => database.ReadAsync<IReadOnlyList<(GuildId, DateTimeOffset)>>(
        async connection => [.. (await connection.QueryAsync<(long Guild, long Until)>(new Query("SELECT guild_id, until_ms FROM guard_raids", cancellationToken: ct)))
            .Select(row => (new GuildId((ulong)row.Guild), DateTimeOffset.FromUnixTimeMilliseconds(row.Until)))],
        ct);

    public Task KeepAsync(GuildId guild, DateTimeOffset until, CancellationToken ct) => WriteAsync(
        "INSERT INTO guard_raids (guild_id, until_ms) VALUES (@Guild, @Until) ON CONFLICT (guild_id) DO UPDATE SET until_ms = excluded.until_ms",
        new { Guild = (long)guild.Value, Until = until.ToUnixTimeMilliseconds() }, ct);

    public Task RemoveAsync(GuildId guild, CancellationToken ct) => WriteAsync("DELETE FROM guard_raids WHERE guild_id = @Guild", new { Guild = (long)guild.Value }, ct);

    private Task<int> WriteAsync(string sql, object parameters, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(new Query(sql, parameters, transaction, cancellationToken: ct)), ct);
}
