using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Events;

/// <summary>
/// What follows from something but must not delay it: notices to others. One after the other, bounded (the oldest is dropped), lost when
/// the process stops. What must not be lost does not belong here.
/// </summary>
public sealed partial class Afterwards : IAsyncDisposable
{
    private const int MostWaiting = 1_000;

    private static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(30);

    private readonly Channel<(string What, Func<CancellationToken, Task> Work)> _waiting;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TimeProvider _clock;
    private readonly ILogger<Afterwards> _log;
    private readonly Task _running;

    public Afterwards(TimeProvider clock, ILogger<Afterwards> log)
    {
        _clock = clock;
        _log = log;
        _waiting = Channel.CreateBounded<(string What, Func<CancellationToken, Task> Work)>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            dropped => Log.Dropped(log, dropped.What));
        _running = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <param name="what">What it is, for the log.</param>
    public void Do(string what, Func<CancellationToken, Task> work) => _waiting.Writer.TryWrite((what, work));

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            await foreach (var (what, work) in _waiting.Reader.ReadAllAsync(_stopping.Token))
            {
                await DoOneAsync(what, work);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The process stops; what still waits was never promised.
        }
    }

    private async Task DoOneAsync(string what, Func<CancellationToken, Task> work)
    {
        using var ceiling = new CancellationTokenSource(Ceiling, _clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ceiling.Token, _stopping.Token);
        try
        {
            await work(limit.Token);
        }
        catch (Exception fault) when (!_stopping.IsCancellationRequested)
        {
            // One notice that cannot be given must not end those of others.
            Log.Failed(_log, fault, what);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A notice could not be given: {What}")]
        public static partial void Failed(ILogger logger, Exception fault, string what);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Too many notices wait; one was dropped: {What}")]
        public static partial void Dropped(ILogger logger, string what);
    }
}
