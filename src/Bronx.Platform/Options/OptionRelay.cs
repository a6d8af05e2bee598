using Bronx.Platform.Storage;

namespace Bronx.Platform.Options;

/// <summary>Hears of changes that other processes made. SQLite has no other process, so nothing is ever heard there.</summary>
internal sealed class OptionRelay(Database database) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    /// <param name="missed">Something may have been missed: everything is to be read again.</param>
    /// <param name="changed">One server or person changed.</param>
    public void Start(Func<CancellationToken, Task> missed, Func<OptionTarget, CancellationToken, Task> changed)
    {
        if (database.Engine == DatabaseEngine.Sqlite)
        {
            return;
        }

        _running = database.ListenAsync(
            OptionStore.Notice,
            missed,
            (payload, ct) => OptionStore.Unspell(payload) is { } target ? changed(target, ct) : Task.CompletedTask,
            _stopping.Token);
    }

    public async ValueTask DisposeAsync()
    {
        // The container knows its owner under two names and disposes of it for each.
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }
}
