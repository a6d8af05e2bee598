using Bronx.Discord.Models;
using Bronx.Platform.Storage;
using Dapper;
using Query = Dapper.CommandDefinition;

namespace Bronx.Features.Welcome;

/// <summary>Who has joined but not passed a server's screening yet.</summary>
internal sealed class WaitingStore(Database database)
{
    public static readonly MigrationSet Migrations = new("welcome",
    [
        new(1, "newcomers in screening",
            """
            CREATE TABLE welcome_waiting (
                guild_id INTEGER NOT NULL,
                user_id INTEGER NOT NULL,
                since_ms INTEGER NOT NULL,
                PRIMARY KEY (guild_id, user_id)
            ) WITHOUT ROWID;
            CREATE INDEX welcome_waiting_since ON welcome_waiting (since_ms);
            """,
            """
            CREATE TABLE welcome_waiting (
                guild_id bigint NOT NULL,
                user_id bigint NOT NULL,
                since_ms bigint NOT NULL,
                PRIMARY KEY (guild_id, user_id)
            );
            CREATE INDEX welcome_waiting_since ON welcome_waiting (since_ms);
            """),
    ]);

    /// <summary>The newest ones, up to a number.</summary>
    public Task<IReadOnlyList<(GuildId Guild, UserId Person)>> AllAsync(int most, CancellationToken ct) => database.ReadAsync<IReadOnlyList<(GuildId, UserId)>>(
        async connection => [.. (await connection.QueryAsync<(long Guild, long Person)>(new Query(
            "SELECT guild_id, user_id FROM welcome_waiting ORDER BY since_ms DESC LIMIT @most", new { most }, cancellationToken: ct)))
            .Select(row => (new GuildId((ulong)row.Guild), new UserId((ulong)row.Person)))],
        ct);

    /// <summary>Notes a newcomer, and forgets whoever has waited for too long.</summary>
    public Task AddAsync(GuildId guild, UserId person, DateTimeOffset at, DateTimeOffset forgetBefore, CancellationToken ct) => database.WriteAsync(
        async (connection, transaction) =>
        {
            await connection.ExecuteAsync(new Query(
                "DELETE FROM welcome_waiting WHERE since_ms < @Before", new { Before = forgetBefore.ToUnixTimeMilliseconds() }, transaction, cancellationToken: ct));
            return await connection.ExecuteAsync(new Query(
                """
                INSERT INTO welcome_waiting (guild_id, user_id, since_ms) VALUES (@Guild, @Person, @At)
                ON CONFLICT (guild_id, user_id) DO UPDATE SET since_ms = excluded.since_ms
                """,
                new { Guild = (long)guild.Value, Person = (long)person.Value, At = at.ToUnixTimeMilliseconds() },
                transaction,
                cancellationToken: ct));
        },
        ct);

    public Task RemoveAsync(GuildId guild, UserId person, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(new Query(
            "DELETE FROM welcome_waiting WHERE guild_id = @Guild AND user_id = @Person",
            new { Guild = (long)guild.Value, Person = (long)person.Value }, transaction, cancellationToken: ct)),
        ct);

    public Task<int> EraseAsync(UserId person, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(new Query(
            "DELETE FROM welcome_waiting WHERE user_id = @Person", new { Person = (long)person.Value }, transaction, cancellationToken: ct)),
        ct);

    public Task<IReadOnlyList<(long Guild, long Since)>> OfAsync(UserId person, CancellationToken ct) => database.ReadAsync<IReadOnlyList<(long, long)>>(
        async connection => [.. await connection.QueryAsync<(long, long)>(new Query(
            "SELECT guild_id, since_ms FROM welcome_waiting WHERE user_id = @Person", new { Person = (long)person.Value }, cancellationToken: ct))],
        ct);
}
