using System.Security.Cryptography;
using Bronx.Discord.Models;
using Bronx.Platform.People;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Dashboard.SignIn;

/// <summary>Sessions of people who signed in. Without the browser's secret a row is worth nothing.</summary>
internal sealed class SessionStore(Database database, TimeProvider clock, RandomNumberGenerator chance)
{
    /// <summary>Sessions of one person; the oldest end when another begins.</summary>
    public const int MostPerPerson = 10;

    private const string Token = "access token";

    public static readonly MigrationSet Migrations = new("dashboard",
    [
        new(1, "sessions",
            """
            CREATE TABLE dashboard_sessions (
                hash TEXT PRIMARY KEY,
                user_id INTEGER NOT NULL,
                name TEXT NOT NULL,
                token BLOB NOT NULL,
                began_ms INTEGER NOT NULL,
                expires_ms INTEGER NOT NULL
            ) WITHOUT ROWID;
            CREATE INDEX dashboard_sessions_user ON dashboard_sessions (user_id, began_ms);
            CREATE INDEX dashboard_sessions_expires ON dashboard_sessions (expires_ms);
            """,
            """
            CREATE TABLE dashboard_sessions (
                hash text PRIMARY KEY,
                user_id bigint NOT NULL,
                name text NOT NULL,
                token bytea NOT NULL,
                began_ms bigint NOT NULL,
                expires_ms bigint NOT NULL
            );
            CREATE INDEX dashboard_sessions_user ON dashboard_sessions (user_id, began_ms);
            CREATE INDEX dashboard_sessions_expires ON dashboard_sessions (expires_ms);
            """),
    ]);

    /// <summary>Begins a session with a secret of its own: nobody can have planted it.</summary>
    public async Task<Session> BeginAsync(UserId person, string name, string accessToken, DateTimeOffset expiresAt, CancellationToken ct)
    {
        var session = new Session(SessionSecret.New(chance), person, name, accessToken, expiresAt);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await database.WriteAsync(
            async (connection, transaction) =>
            {
                await connection.ExecuteAsync(new CommandDefinition("DELETE FROM dashboard_sessions WHERE expires_ms <= @now", new { now }, transaction, cancellationToken: ct));
                await connection.ExecuteAsync(new CommandDefinition(
                    """
                    DELETE FROM dashboard_sessions WHERE hash IN (
                        SELECT hash FROM dashboard_sessions WHERE user_id = @person ORDER BY began_ms DESC LIMIT 1000 OFFSET @keep)
                    """,
                    new { person = (long)person.Value, keep = MostPerPerson - 1 }, transaction, cancellationToken: ct));
                return await connection.ExecuteAsync(new CommandDefinition(
                    "INSERT INTO dashboard_sessions (hash, user_id, name, token, began_ms, expires_ms) VALUES (@hash, @person, @name, @token, @now, @expires)",
                    new
                    {
                        hash = session.Secret.Hash,
                        person = (long)person.Value,
                        name,
                        token = session.Secret.Seal(Token, accessToken, chance),
                        now,
                        expires = expiresAt.ToUnixTimeMilliseconds(),
                    },
                    transaction,
                    cancellationToken: ct));
            },
            ct);
        return session;
    }

    /// <summary>The session of a secret; null when there is none, or none any more.</summary>
    public async Task<Session?> FindAsync(SessionSecret secret, CancellationToken ct)
    {
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<(long Person, string Name, byte[] Token, long Expires)?>(new CommandDefinition(
                "SELECT user_id, name, token, expires_ms FROM dashboard_sessions WHERE hash = @hash AND expires_ms > @now",
                new { hash = secret.Hash, now = clock.GetUtcNow().ToUnixTimeMilliseconds() },
                cancellationToken: ct)),
            ct);
        try
        {
            return row is { } found
                ? new Session(secret, new((ulong)found.Person), found.Name, secret.Open(Token, found.Token), DateTimeOffset.FromUnixTimeMilliseconds(found.Expires))
                : null;
        }
        catch (CryptographicException)
        {
            // Somebody wrote into the store by hand: that is no session.
            return null;
        }
    }

    public Task<int> EndAsync(SessionSecret secret, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM dashboard_sessions WHERE hash = @hash", new { hash = secret.Hash }, transaction, cancellationToken: ct)),
        ct);

    /// <summary>Ends every session of a person.</summary>
    public Task<int> EndAllAsync(UserId person, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
            "DELETE FROM dashboard_sessions WHERE user_id = @person", new { person = (long)person.Value }, transaction, cancellationToken: ct)),
        ct);

    /// <summary>When sessions of a person began and end.</summary>
    public Task<IReadOnlyList<(DateTimeOffset Began, DateTimeOffset Ends)>> OfAsync(UserId person, CancellationToken ct) => database.ReadAsync<IReadOnlyList<(DateTimeOffset Began, DateTimeOffset Ends)>>(
        async connection =>
        [
            .. (await connection.QueryAsync<(long Began, long Expires)>(new CommandDefinition(
                "SELECT began_ms, expires_ms FROM dashboard_sessions WHERE user_id = @person ORDER BY began_ms", new { person = (long)person.Value }, cancellationToken: ct)))
                .Select(row => (DateTimeOffset.FromUnixTimeMilliseconds(row.Began), DateTimeOffset.FromUnixTimeMilliseconds(row.Expires))),
        ],
        ct);
}

/// <summary>Where a person is signed in, for <c>mydata</c>.</summary>
internal sealed class SessionPersonalData(SessionStore store) : IPersonalData
{
    public string Title => "Dashboard";

    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(UserId person, CancellationToken ct)
    {
        var sessions = await store.OfAsync(person, ct);
        return sessions.Count == 0 ? [] : [new("sessions on the dashboard", ["began", "ends"], [.. sessions.Select(IReadOnlyList<object?> (one) => [one.Began, one.Ends])])];
    }

    public async Task<Erasure> EraseAsync(UserId person, CancellationToken ct) => new(await store.EndAllAsync(person, ct), null);
}
