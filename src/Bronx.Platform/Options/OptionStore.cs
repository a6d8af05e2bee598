using System.Data.Common;
using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Platform.Storage;
using Dapper;
using Query = Dapper.CommandDefinition;

namespace Bronx.Platform.Options;

/// <summary>Chosen values, and the log of changes.</summary>
internal sealed class OptionStore(Database database, TimeProvider clock)
{
    /// <summary>What other processes listen to.</summary>
    public const string Notice = "bronx_options";

    /// <summary>Changes that are kept per server or person; older ones cannot be undone or shown.</summary>
    public const int MostChanges = 500;

    private const string OneOwner = "scope = @Scope AND owner = @Owner";

    public static readonly MigrationSet Migrations = new("options",
    [
        new(1, "chosen options and the log of their changes",
            """
            CREATE TABLE option_values (
                scope INTEGER NOT NULL,
                owner INTEGER NOT NULL,
                key TEXT NOT NULL,
                value TEXT NOT NULL,
                schema_version INTEGER NOT NULL,
                PRIMARY KEY (scope, owner, key)
            ) WITHOUT ROWID;
            CREATE TABLE option_changes (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                scope INTEGER NOT NULL,
                owner INTEGER NOT NULL,
                person INTEGER,
                place TEXT NOT NULL,
                at_ms INTEGER NOT NULL,
                undoes INTEGER
            );
            CREATE INDEX option_changes_owner ON option_changes (scope, owner, number);
            CREATE INDEX option_changes_person ON option_changes (person) WHERE person IS NOT NULL;
            CREATE TABLE option_differences (
                number INTEGER NOT NULL REFERENCES option_changes (number) ON DELETE CASCADE,
                key TEXT NOT NULL,
                value_before TEXT,
                value_after TEXT,
                PRIMARY KEY (number, key)
            ) WITHOUT ROWID;
            """,
            """
            CREATE TABLE option_values (
                scope smallint NOT NULL,
                owner bigint NOT NULL,
                key text NOT NULL,
                value text NOT NULL,
                schema_version integer NOT NULL,
                PRIMARY KEY (scope, owner, key)
            );
            CREATE TABLE option_changes (
                number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                scope smallint NOT NULL,
                owner bigint NOT NULL,
                person bigint,
                place text NOT NULL,
                at_ms bigint NOT NULL,
                undoes bigint
            );
            CREATE INDEX option_changes_owner ON option_changes (scope, owner, number);
            CREATE INDEX option_changes_person ON option_changes (person) WHERE person IS NOT NULL;
            CREATE TABLE option_differences (
                number bigint NOT NULL REFERENCES option_changes (number) ON DELETE CASCADE,
                key text NOT NULL,
                value_before text,
                value_after text,
                PRIMARY KEY (number, key)
            );
            """),
    ]);

    /// <summary>Everything that any server chose.</summary>
    public Task<IReadOnlyList<StoredOptions>> ServersAsync(CancellationToken ct) => database.ReadAsync(
        connection => ReadAsync(connection, null, "scope = 0", new { }, ct), ct);

    public async Task<StoredOptions> OfAsync(OptionTarget target, CancellationToken ct) =>
        One(target, await database.ReadAsync(connection => ReadAsync(connection, null, OneOwner, Key(target), ct), ct));

    /// <summary>
    /// Decides about a change with the target's values of this moment before it, and stores what was decided, in one commit. Two
    /// changes of one target never cross.
    /// </summary>
    public Task<OptionWrite> ChangeAsync(OptionTarget target, OptionCause cause, Func<StoredOptions, OptionDecision> decide, CancellationToken ct) => database.WriteAsync(
        async (connection, transaction) =>
        {
            await LockAsync(connection, transaction, target, ct);
            var now = One(target, await ReadAsync(connection, transaction, OneOwner, Key(target), ct));
            var decision = decide(now);
            if (decision.Rows is not { } rows)
            {
                return new OptionWrite(decision.Outcome!, null);
            }

            var at = clock.GetUtcNow();
            var number = await connection.ExecuteScalarAsync<long>(Say(
                """
                INSERT INTO option_changes (scope, owner, person, place, at_ms, undoes)
                VALUES (@Scope, @Owner, @Person, @Place, @At, @Undoes) RETURNING number
                """,
                new { Scope = (int)target.Scope, Owner = (long)target.Owner, Person = (long)cause.Person.Value, Place = Text.Say.Shorten(cause.Place, 40), At = at.ToUnixTimeMilliseconds(), decision.Undoes }));
            await connection.ExecuteAsync(Say(
                "INSERT INTO option_differences (number, key, value_before, value_after) VALUES (@Number, @Key, @Before, @After)",
                decision.Differences.Select(difference => new { Number = number, difference.Key, difference.Before, difference.After })));
            await connection.ExecuteAsync(Say("DELETE FROM option_values WHERE " + OneOwner, Key(target)));
            await connection.ExecuteAsync(Say(
                "INSERT INTO option_values (scope, owner, key, value, schema_version) VALUES (@Scope, @Owner, @Key, @Value, @Version)",
                rows.Select(row => new { Scope = (int)target.Scope, Owner = (long)target.Owner, row.Key, row.Value, row.Version })));
            await connection.ExecuteAsync(Say(
                $"""
                DELETE FROM option_changes WHERE {OneOwner} AND number <= coalesce(
                    (SELECT number FROM option_changes WHERE {OneOwner} ORDER BY number DESC LIMIT 1 OFFSET {MostChanges}), 0)
                """,
                Key(target)));
            await AnnounceAsync(connection, transaction, target, ct);
            var set = new OptionChangeSet(number, target, cause.Person, cause.Place, at, decision.Undoes, decision.Differences);
            return new OptionWrite(new OptionChangeOutcome.Changed(set), new StoredOptions(target.Owner, number, rows));

            Query Say(string sql, object parameters) => new(sql, parameters, transaction, cancellationToken: ct);
        },
        ct);

    /// <summary>Newest first.</summary>
    /// <param name="before">Only changes with a smaller number: the next page.</param>
    public Task<IReadOnlyList<OptionChangeSet>> ChangesAsync(OptionTarget target, int limit, long? before, CancellationToken ct) => database.ReadAsync(
        connection => ChangesAsync(
            connection, OneOwner + " AND number < @Before ORDER BY number DESC LIMIT @Limit",
            new { Scope = (int)target.Scope, Owner = (long)target.Owner, Before = before ?? long.MaxValue, Limit = limit }, ct),
        ct);

    /// <summary>One change; null when it is not known (any more), or another's.</summary>
    public async Task<OptionChangeSet?> ChangeAsync(OptionTarget target, long number, CancellationToken ct)
    {
        var found = await database.ReadAsync(
            connection => ChangesAsync(
                connection, OneOwner + " AND number = @Number", new { Scope = (int)target.Scope, Owner = (long)target.Owner, Number = number }, ct),
            ct);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>When a key of this target last changed; null when it is in no change of the log.</summary>
    public async Task<DateTimeOffset?> ChangedAtAsync(OptionTarget target, string key, CancellationToken ct)
    {
        var at = await database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long?>(new Query(
                """
                SELECT max(c.at_ms) FROM option_changes c JOIN option_differences d ON d.number = c.number
                WHERE c.scope = @Scope AND c.owner = @Owner AND d.key = @Option
                """,
                new { Scope = (int)target.Scope, Owner = (long)target.Owner, Option = key },
                cancellationToken: ct)),
            ct);
        return at is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }

    /// <summary>Their own options and the log of them go; in servers' logs their name goes.</summary>
    public Task<long> EraseAsync(UserId person, CancellationToken ct) => database.WriteAsync(
        async (connection, transaction) =>
        {
            var key = Key(person);
            var rows = await connection.ExecuteAsync(new Query("DELETE FROM option_values WHERE " + OneOwner, key, transaction, cancellationToken: ct));
            rows += await connection.ExecuteAsync(new Query("DELETE FROM option_changes WHERE " + OneOwner, key, transaction, cancellationToken: ct));
            rows += await connection.ExecuteAsync(new Query("UPDATE option_changes SET person = NULL WHERE person = @Owner", key, transaction, cancellationToken: ct));
            await AnnounceAsync(connection, transaction, person, ct);
            return (long)rows;
        },
        ct);

    internal static string Spell(OptionTarget target) => string.Create(CultureInfo.InvariantCulture, $"{(int)target.Scope}:{target.Owner}");

    internal static OptionTarget? Unspell(string text) =>
        text.Split(':') is [var scope, var owner] && int.TryParse(scope, NumberStyles.None, CultureInfo.InvariantCulture, out var which)
        && which is 0 or 1 && ulong.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new OptionTarget((OptionScope)which, id)
            : null;

    private static StoredOptions One(OptionTarget target, IReadOnlyList<StoredOptions> found) => found.Count == 0 ? StoredOptions.None(target.Owner) : found[0];

    private static object Key(OptionTarget target) => new { Scope = (int)target.Scope, Owner = (long)target.Owner };

    private Task LockAsync(DbConnection connection, DbTransaction transaction, OptionTarget target, CancellationToken ct) =>
        // SQLite has one writer anyway.
        database.Engine == DatabaseEngine.Postgres
            ? connection.ExecuteAsync(new Query("SELECT pg_advisory_xact_lock(hashtextextended(@Target, 0))", new { Target = "option " + Spell(target) }, transaction, cancellationToken: ct))
            : Task.CompletedTask;

    /// <summary>Heard by the other processes when the transaction commits.</summary>
    private Task AnnounceAsync(DbConnection connection, DbTransaction transaction, OptionTarget target, CancellationToken ct) =>
        database.Engine == DatabaseEngine.Postgres
            ? connection.ExecuteAsync(new Query("SELECT pg_notify(@Notice, @Target)", new { Notice, Target = Spell(target) }, transaction, cancellationToken: ct))
            : Task.CompletedTask;

    private static async Task<IReadOnlyList<StoredOptions>> ReadAsync(DbConnection connection, DbTransaction? transaction, string where, object parameters, CancellationToken ct)
    {
        var rows = await connection.QueryAsync<(long Owner, string Key, string Value, long Version)>(new Query(
            $"SELECT owner, key, value, schema_version FROM option_values WHERE {where}", parameters, transaction, cancellationToken: ct));
        var latest = await connection.QueryAsync<(long Owner, long Number)>(new Query(
            $"SELECT owner, max(number) FROM option_changes WHERE {where} GROUP BY owner", parameters, transaction, cancellationToken: ct));
        var byOwner = rows.ToLookup(row => row.Owner, row => new OptionRow(row.Key, row.Value, (int)row.Version));
        return [.. latest.Select(one => new StoredOptions((ulong)one.Owner, one.Number, [.. byOwner[one.Owner]]))];
    }

    private static async Task<IReadOnlyList<OptionChangeSet>> ChangesAsync(DbConnection connection, string where, object parameters, CancellationToken ct)
    {
        var sets = (await connection.QueryAsync<(long Number, long Scope, long Owner, long? Person, string Place, long At, long? Undoes)>(new Query(
            $"SELECT number, scope, owner, person, place, at_ms, undoes FROM option_changes WHERE {where}", parameters, cancellationToken: ct))).AsList();
        if (sets.Count == 0)
        {
            return [];
        }

        var (first, last) = (sets.Min(set => set.Number), sets.Max(set => set.Number));
        var differences = (await connection.QueryAsync<(long Number, string Key, string? Before, string? After)>(new Query(
            """
            SELECT d.number, d.key, d.value_before, d.value_after FROM option_differences d
            JOIN option_changes c ON c.number = d.number
            WHERE c.scope = @Scope AND c.owner = @Owner AND d.number BETWEEN @First AND @Last ORDER BY d.number, d.key
            """,
            new { sets[0].Scope, sets[0].Owner, First = first, Last = last },
            cancellationToken: ct))).ToLookup(row => row.Number, row => new OptionDifference(row.Key, row.Before, row.After));
        return
        [
            .. sets.Select(set => new OptionChangeSet(
                set.Number, new((OptionScope)set.Scope, (ulong)set.Owner), set.Person is { } person ? new UserId((ulong)person) : null,
                set.Place, DateTimeOffset.FromUnixTimeMilliseconds(set.At), set.Undoes, [.. differences[set.Number]])),
        ];
    }
}

/// <summary>One stored value.</summary>
internal sealed record OptionRow(string Key, string Value, int Version);

/// <summary>All stored values of one server or person.</summary>
/// <param name="Number">Of the last change; 0 when there was none.</param>
internal sealed record StoredOptions(ulong Owner, long Number, IReadOnlyList<OptionRow> Rows)
{
    public static StoredOptions None(ulong owner) => new(owner, 0, []);
}

/// <summary>Either how it ended without a change, or all rows as they shall be.</summary>
internal sealed record OptionDecision(OptionChangeOutcome? Outcome, IReadOnlyList<OptionRow>? Rows, IReadOnlyList<OptionDifference> Differences, long? Undoes)
{
    public static OptionDecision End(OptionChangeOutcome outcome) => new(outcome, null, [], null);
}

/// <param name="Now">What is stored after it; null when nothing changed.</param>
internal sealed record OptionWrite(OptionChangeOutcome Outcome, StoredOptions? Now);
