using Bronx.Platform.Storage;
using Microsoft.Extensions.Logging;
using UserId = Bronx.Discord.Models.UserId;

namespace Bronx.Platform.Telemetry;

/// <summary>
/// Counts every command. A use is in the local journal before it is in any number, and a save moves the journal's place in the
/// same transaction that adds the rollups: a killed process loses none and counts none twice.
/// </summary>
public sealed class UsageTracker : IAsyncDisposable
{
    private readonly UsageIntake _intake;
    private readonly UsageStore _store;
    private readonly UsageSaver _saver;
    private readonly CommandMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ChangeSignal _changes = new();

    private UsageTracker(UsageIntake intake, UsageStore store, UsageSaver saver, CommandMetrics metrics, TimeProvider time)
    {
        _intake = intake;
        _store = store;
        _saver = saver;
        _metrics = metrics;
        _time = time;
    }

    /// <summary>The tracker's tables; pass them to <see cref="Database.OpenAsync"/>.</summary>
    public static MigrationSet Migrations => UsageSchema.Set;

    /// <summary>Grows with every record.</summary>
    public long Version => _changes.Version;

    /// <summary>Loads the counts, adds what an earlier process could not save any more, and begins.</summary>
    /// <exception cref="StorageException">Store or journal cannot be used.</exception>
    public static async Task<UsageTracker> OpenAsync(Database database, UsageOptions options, TimeProvider time, ILoggerFactory logs, CancellationToken cancel)
    {
        var log = logs.CreateLogger<UsageTracker>();
        var journal = UsageJournal.Open(options, time, log);
        var metrics = new CommandMetrics(journal.NameOf);
        var intake = new UsageIntake(journal, new UsageSpill(options.JournalFile is { } file ? file + ".more" : null), metrics, time.GetUtcNow(), log);
        try
        {
            var store = new UsageStore(database, time);
            await intake.RestoreAsync(store, cancel);
            var saver = new UsageSaver(intake, store, options, time, log);
            saver.Start();
            return new UsageTracker(intake, store, saver, metrics, time);
        }
        catch
        {
            metrics.Dispose();
            intake.Dispose();
            throw;
        }
    }

    /// <summary>Counts one use. Well under a microsecond, no allocation, never waits for the store.</summary>
    public void Record(in CommandUse use) => _metrics.Time(Write(use), use);

    /// <summary>Counts one answer of 429 from Discord, as lasting as uses are.</summary>
    /// <param name="scope">"user", "global" or "shared".</param>
    public void RecordRateLimit(string scope) =>
        Write(new CommandUse("", CommandForm.Prefix, UsageFrame.RateLimited, scope, TimeSpan.Zero, null, null, _time.GetUtcNow()));

    /// <summary>All counts at this moment.</summary>
    public UsageSnapshot Snapshot() => _intake.Read(static (counts, now) => counts.Snapshot(now), _time.GetUtcNow());

    /// <summary>The last minutes of this process.</summary>
    public RecentUsage Recent() => _intake.Read(static (counts, now) => counts.Recent.Read(now), _time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Everything about one command at this moment; null when it was never used.</summary>
    public CommandDetail? Detail(string command) => _intake.Read(static (counts, of) => counts.Detail(of.command, of.Item2), (command, _time.GetUtcNow()));

    /// <summary>Completes once <see cref="Version"/> is above <paramref name="seenVersion"/>; at once when it is already.</summary>
    public ValueTask WaitForChangeAsync(long seenVersion, CancellationToken cancel) => _changes.WaitAsync(seenVersion, cancel);

    /// <summary>Saves the rollups. Happens by itself every five minutes, when the journal is half full, and at shutdown.</summary>
    /// <exception cref="StorageException">The store did not take them; they are kept and tried again.</exception>
    public Task FlushAsync(CancellationToken cancel) => _saver.FlushAsync(cancel);

    /// <summary>What is kept of one person's uses: how many, when the last, and those that the journal still holds, newest first.</summary>
    public async Task<PersonalUses> UsesOfAsync(UserId user, CancellationToken cancel)
    {
        await FlushAsync(cancel);
        var (count, last) = await _store.OfAsync(user.Value, cancel);
        return new PersonalUses(count, DateTimeOffset.FromUnixTimeMilliseconds(last), _intake.UsesOf(user.Value));
    }

    /// <summary>Takes one person out of everything that is kept by name. The totals stay.</summary>
    /// <returns>How many rows and journal entries named them.</returns>
    /// <exception cref="StorageException">The store does not answer; nothing is half done that a repeat would not finish.</exception>
    public async Task<long> ForgetAsync(UserId user, CancellationToken cancel)
    {
        // What waited in memory or in the second file is in the store after this; no rollup with the name is on its way then.
        await FlushAsync(cancel);
        return await _saver.BetweenSavesAsync(async () => _intake.Forget(user.Value) + await _store.ForgetAsync(user.Value, cancel), cancel);
    }

    /// <summary>Saves a last time. What the store does not take any more stays in the journal for the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _saver.DisposeAsync();
        _intake.Dispose();
        _metrics.Dispose();
    }

    private ushort Write(in CommandUse use)
    {
        if (_intake.Take(use, out var command))
        {
            _saver.Wake();
        }

        _changes.Raise();
        return command;
    }
}
