using System.Threading.Channels;
using Bronx.Platform.Storage;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Telemetry;

/// <summary>Brings what the intake has to the store: every five minutes, when the journal is half full, on demand and at shutdown.</summary>
internal sealed partial class UsageSaver(UsageIntake intake, UsageStore store, UsageOptions options, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly SemaphoreSlim _saving = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;
    private UsageStretch? _pending;

    public void Start() => _loop = Task.Run(SaveNowAndThenAsync, CancellationToken.None);

    /// <summary>Saves soon instead of when the time has come.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <exception cref="StorageException">The store did not take them; they are kept and tried again.</exception>
    public async Task FlushAsync(CancellationToken cancel)
    {
        await _saving.WaitAsync(cancel);
        try
        {
            var end = intake.Next;
            while (intake.Saved < end && (_pending ??= intake.TakeStretch()) is { } stretch)
            {
                await store.SaveAsync(stretch.Journal, stretch.From, stretch.To, stretch.Rollup, cancel);
                intake.Save(stretch);
                _pending = null;
            }
        }
        finally
        {
            _saving.Release();
        }
    }

    /// <summary>Does something while nothing is being saved.</summary>
    public async Task<T> BetweenSavesAsync<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        await _saving.WaitAsync(cancel);
        try
        {
            return await work();
        }
        finally
        {
            _saving.Release();
        }
    }

    /// <summary>Saves a last time. What the store does not take any more stays in the journal for the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        options.Watch?.Stop();
        try
        {
            await FlushAsync(CancellationToken.None);
        }
        catch (StorageException e)
        {
            Log.NotSaved(log, e.Message);
        }

        _stop.Dispose();
        _saving.Dispose();
    }

    private async Task SaveNowAndThenAsync()
    {
        var pause = options.FlushInterval;
        while (!_stop.IsCancellationRequested)
        {
            var due = time.GetUtcNow() + pause;
            using (var enough = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token))
            {
                await Task.WhenAny(Task.Delay(pause, time, enough.Token), _wake.Reader.WaitToReadAsync(enough.Token).AsTask());
                await enough.CancelAsync();
            }

            _wake.Reader.TryRead(out _);
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await SaveInTurnAsync(due);
                pause = options.FlushInterval;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it was, the uses are in the journal: said once, tried again soon.
                Log.SaveFailed(log, e.Message, e);
                pause = options.RetryInterval;
            }
        }
    }

    /// <param name="due">Earlier than now when the timer was late; later when the journal fills and the turn came early.</param>
    private Task SaveInTurnAsync(DateTimeOffset due)
    {
        if (options.Watch is not { } watch)
        {
            return FlushAsync(_stop.Token);
        }

        var before = intake.Saved;
        return watch.RoundAsync(
            due > time.GetUtcNow() ? null : due,
            async () =>
            {
                await FlushAsync(_stop.Token);
                return intake.Saved - before;
            },
            saved => saved == 0 ? null : $"saved {saved} uses");
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Usage counts could not be saved and will be tried again: {Problem}")]
        public static partial void SaveFailed(ILogger logger, string problem, Exception error);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Usage counts could not be saved at shutdown; the next start takes them from the journal: {Problem}")]
        public static partial void NotSaved(ILogger logger, string problem);
    }
}
