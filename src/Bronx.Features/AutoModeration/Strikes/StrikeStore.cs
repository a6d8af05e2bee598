using System.Data.Common;
using Bronx.Discord.Models;
using Bronx.Platform.People;
using Bronx.Platform.Storage;
using Dapper;
using Query = Dapper.CommandDefinition;

namespace Bronx.Features.AutoModeration.Strikes;

/// <summary>Strikes of people, server by server; the newest fifty of each.</summary>
internal sealed class StrikeStore(Database database, TimeProvider clock) : IPersonalData
{
    public const int MostPerPerson = 50;

    /// <summary>Longer than any strike counts.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(400);

    private const string One = "guild_id = @Guild AND user_id = @Person";

    public string Title => "Auto-moderation";

    /// <summary>In the order of time.</summary>
    public Task<IReadOnlyList<Strike>> OfAsync(GuildId guild, UserId person, CancellationToken ct) =>
        database.ReadAsync(connection => ReadAsync(connection, null, Key(guild, person), ct), ct);

    /// <summary>Notes a strike; what is done about it is decided with those before it, in one commit.</summary>
    /// <param name="decide">From the strikes before and this one's moment to the step.</param>
    public Task<(GuardStep Step, IReadOnlyList<Strike> All)> AddAsync(
        GuildId guild, UserId person, GuardRule rule, Func<IReadOnlyList<Strike>, DateTimeOffset, GuardStep> decide, CancellationToken ct) => database.WriteAsync(
        async (connection, transaction) =>
        {
            var key = Key(guild, person);
            var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
            var before = await ReadAsync(connection, transaction, key, ct);
            var strike = new Strike(now, rule, decide(before, now));
            await connection.ExecuteAsync(new Query(
                "INSERT INTO guard_strikes (guild_id, user_id, at_ms, rule, step) VALUES (@Guild, @Person, @At, @Rule, @Step)",
                new { Guild = (long)guild.Value, Person = (long)person.Value, At = now.ToUnixTimeMilliseconds(), Rule = (int)rule, Step = (int)strike.Step },
                transaction,
                cancellationToken: ct));
            await connection.ExecuteAsync(new Query(
                $"""
                DELETE FROM guard_strikes WHERE {One} AND number <= coalesce(
                    (SELECT number FROM guard_strikes WHERE {One} ORDER BY number DESC LIMIT 1 OFFSET {MostPerPerson}), 0)
                """,
                key, transaction, cancellationToken: ct));
            return (strike.Step, (IReadOnlyList<Strike>)[.. before, strike]);
        },
        ct);

    /// <summary>How many there were.</summary>
    public Task<int> ClearAsync(GuildId guild, UserId person, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(new Query($"DELETE FROM guard_strikes WHERE {One}", Key(guild, person), transaction, cancellationToken: ct)), ct);

    /// <summary>Forgets, everywhere, what counts nowhere any more.</summary>
    public Task<int> PruneAsync(CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(new Query(
            "DELETE FROM guard_strikes WHERE at_ms < @Before", new { Before = (clock.GetUtcNow() - KeptFor).ToUnixTimeMilliseconds() }, transaction, cancellationToken: ct)),
        ct);

    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(UserId person, CancellationToken ct)
    {
        var rows = await database.ReadAsync(
            async connection => (await connection.QueryAsync<(long Guild, long At, long Rule, long Step)>(new Query(
                "SELECT guild_id, at_ms, rule, step FROM guard_strikes WHERE user_id = @Person ORDER BY number", new { Person = (long)person.Value }, cancellationToken: ct))).AsList(),
            ct);
        return rows.Count == 0
            ? []
            : [new("strikes", ["when", "server", "rule", "what I did"], [.. rows.Select(IReadOnlyList<object?> (row) =>
                [DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.Guild, ((GuardRule)row.Rule).ToString(), ((GuardStep)row.Step).ToString()])])];
    }

    public async Task<Erasure> EraseAsync(UserId person, CancellationToken ct) =>
        new(0, (await ExportAsync(person, ct)).Count == 0 ? null : "Strikes fade by themselves and are gone after 400 days at the latest; erased, they would protect nobody.");

    private static object Key(GuildId guild, UserId person) => new { Guild = (long)guild.Value, Person = (long)person.Value };

    private static async Task<IReadOnlyList<Strike>> ReadAsync(DbConnection connection, DbTransaction? transaction, object key, CancellationToken ct) =>
    [
        .. (await connection.QueryAsync<(long At, long Rule, long Step)>(new Query(
            $"SELECT at_ms, rule, step FROM guard_strikes WHERE {One} ORDER BY number", key, transaction, cancellationToken: ct)))
            .Select(row => new Strike(DateTimeOffset.FromUnixTimeMilliseconds(row.At), (GuardRule)row.Rule, (GuardStep)row.Step)),
    ];
}
