using Bronx.Features.Gambling.Fairness;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Features.Gambling;

/// <summary>
/// Which processes look after games. Each writes down that it is there, and its games and screens carry its name: another process that
/// starts beside it leaves them alone, and takes over those of a process that is gone. An embedded database has one process, so
/// everything there that another one left is left behind.
/// </summary>
internal sealed class Croupiers(Database database, SeedSource seeds, TimeProvider time) : IAsyncDisposable
{
    /// <summary>So long after its last word a process counts as gone; one that stops says so.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(3);

    /// <summary>Of a row with a <c>croupier</c>: whether its process is gone. Asks for <c>@self</c> and <c>@seenSince</c>.</summary>
    public const string IsGone = "(croupier IS NULL OR (croupier <> @self AND croupier NOT IN (SELECT id FROM gambling_croupiers WHERE here_until >= @seenSince)))";

    private long _hereUntil = long.MaxValue;
    private long _judgesFrom;

    /// <summary>This process, by a name that no other one has.</summary>
    public string Self { get; } = seeds.ClientSeed();

    /// <summary>Whether no other process can be there.</summary>
    public bool IsAlone => database.Engine == DatabaseEngine.Sqlite;

    /// <summary>
    /// Whoever was last seen before this is gone. When this process could not write itself down, the others could not either: then it
    /// waits as long as they have to come back.
    /// </summary>
    public long SeenSince
    {
        get
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            return now <= _hereUntil && now >= _judgesFrom ? now : 0;
        }
    }

    /// <summary>Says that this process is there, and forgets those that were not for a day.</summary>
    public async Task SayHereAsync(CancellationToken ct)
    {
        if (IsAlone)
        {
            return;
        }

        var now = time.GetUtcNow();
        var until = (now + Lasts).ToUnixTimeMilliseconds();
        await database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO gambling_croupiers (id, here_until) VALUES (@Self, @until) ON CONFLICT (id) DO UPDATE SET here_until = excluded.here_until;
                DELETE FROM gambling_croupiers WHERE here_until < @old;
                """,
                new { Self, until, old = now.AddDays(-1).ToUnixTimeMilliseconds() }, transaction, cancellationToken: ct)),
            ct);
        if (now.ToUnixTimeMilliseconds() > _hereUntil)
        {
            _judgesFrom = until;
        }

        _hereUntil = until;
    }

    /// <summary>Leaves what still runs here to the others, or to the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        if (IsAlone)
        {
            return;
        }

        try
        {
            await database.WriteAsync(
                (connection, transaction) => connection.ExecuteAsync("DELETE FROM gambling_croupiers WHERE id = @Self", new { Self }, transaction), CancellationToken.None);
        }
        catch (StorageException)
        {
            // The others see in a moment that nothing more is heard from here.
        }
    }
}
