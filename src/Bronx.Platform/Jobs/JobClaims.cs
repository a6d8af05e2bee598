using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Platform.Jobs;

/// <summary>
/// Lets one process of all run what is due once per installation: a run belongs to whoever notes its due instant first, until it ends, its
/// time limit has passed, or its process is not heard of any more. Instants are milliseconds since 1970, UTC.
/// </summary>
internal sealed class JobClaims(Database database, TimeProvider time)
{
    public static MigrationSet Migrations { get; } = new("jobs", [new Migration(1, "claims of runs", Step1, Step1)]);

    /// <summary>So long after its last word a process that held a turn counts as dead, and the turn is free.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Pace = Lasts / 3;

    private const string Step1 = "CREATE TABLE job_claims (name TEXT PRIMARY KEY, due BIGINT NOT NULL, held_until BIGINT NOT NULL);";

    /// <param name="forced">An owner wants it now, whoever had the turn; what runs elsewhere is not run twice all the same.</param>
    /// <returns>False: another process runs it, or has run it for this turn.</returns>
    public async Task<bool> TakeAsync(JobDefinition job, DateTimeOffset due, bool forced, CancellationToken ct)
    {
        // One process owns an embedded database: there is nobody to ask.
        if (database.Engine == DatabaseEngine.Sqlite)
        {
            return true;
        }

        var now = time.GetUtcNow();
        return await database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(
                """
                INSERT INTO job_claims (name, due, held_until) VALUES (@Name, @due, @until)
                ON CONFLICT (name) DO UPDATE SET due = excluded.due, held_until = excluded.held_until
                WHERE job_claims.held_until <= @now AND job_claims.due <= @turn
                """,
                new
                {
                    job.Name,
                    due = due.ToUnixTimeMilliseconds(),
                    until = (now + Lasts).ToUnixTimeMilliseconds(),
                    now = now.ToUnixTimeMilliseconds(),
                    turn = forced ? long.MaxValue : (due - SameTurn(job.Schedule)).ToUnixTimeMilliseconds(),
                },
                transaction),
            ct) > 0;
    }

    /// <summary>Says again and again that the turn is held here, until cancelled or until no run may take longer.</summary>
    public async Task KeepAsync(JobDefinition job, DateTimeOffset due, CancellationToken ct)
    {
        if (database.Engine == DatabaseEngine.Sqlite)
        {
            return;
        }

        var last = time.GetUtcNow() + job.TimeLimit + SupervisedJob.Grace - Lasts;
        while (time.GetUtcNow() < last)
        {
            await Task.Delay(Pace, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ct.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await database.WriteAsync(
                    (connection, transaction) => connection.ExecuteAsync(
                        "UPDATE job_claims SET held_until = @until WHERE name = @Name AND due = @due",
                        new { job.Name, due = due.ToUnixTimeMilliseconds(), until = (time.GetUtcNow() + Lasts).ToUnixTimeMilliseconds() },
                        transaction),
                    CancellationToken.None);
            }
            catch (StorageException)
            {
                // Nobody else can take it either while the database is away.
            }
        }
    }

    /// <param name="done">False: the turn was not used well, and is free for the next try, here or elsewhere.</param>
    public async Task GiveBackAsync(string job, DateTimeOffset due, bool done)
    {
        if (database.Engine == DatabaseEngine.Sqlite)
        {
            return;
        }

        try
        {
            await database.WriteAsync(
                (connection, transaction) => connection.ExecuteAsync(
                    $"UPDATE job_claims SET held_until = 0{(done ? "" : ", due = 0")} WHERE name = @job AND due = @due", new { job, due = due.ToUnixTimeMilliseconds() }, transaction),
                CancellationToken.None);
        }
        catch (StorageException)
        {
            // The claim ends by itself in a moment; how the run ended is not changed by this.
        }
    }

    /// <summary>Processes that started at different instants have different due instants for the same turn.</summary>
    private static TimeSpan SameTurn(JobSchedule schedule) => schedule switch
    {
        JobSchedule.Every every => every.Interval * 0.75,
        _ => TimeSpan.FromHours(12),
    };
}
