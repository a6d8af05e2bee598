using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.Extensions.Logging;

namespace Bronx.Discord.Gateway;

/// <summary>
/// Hands events to handlers, off the receive loop: those of one server one after another, those of different servers at the same time.
/// A handler that takes longer than <see cref="Patience"/> no longer holds its server up; it goes on beside what follows.
/// </summary>
internal sealed partial class Dispatcher(TimeProvider clock, ILogger log, GatewayMeter meter) : IDisposable
{
    /// <summary>How long a handler may keep the next event of its server waiting.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private const int MostPerLane = 10_000;
    private const int MostInAll = 200_000;
    private const int MostOverdue = 10_000;

    private readonly Dictionary<Type, List<Func<GatewayEvent, CancellationToken, ValueTask>>> _added = [];
    private readonly ConcurrentDictionary<ulong, Lane> _lanes = new();
    private readonly CancellationTokenSource _lifetime = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FrozenDictionary<Type, Func<GatewayEvent, CancellationToken, ValueTask>[]>? _handlers;
    private int _waiting;
    private int _overdue;
    private int _running;
    private bool _draining;
    private long _lastDropLogged;

    public bool IsStarted => _handlers is not null;

    /// <summary>Events that wait for their handlers.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public void Add<TEvent>(Func<TEvent, CancellationToken, ValueTask> handler)
        where TEvent : GatewayEvent
    {
        if (_handlers is not null)
        {
            throw new InvalidOperationException("Handlers are added before the client is started.");
        }

        if (!_added.TryGetValue(typeof(TEvent), out var handlers))
        {
            _added[typeof(TEvent)] = handlers = [];
        }

        handlers.Add((happened, ct) => handler((TEvent)happened, ct));
    }

    public void Start() => _handlers = _added.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray());

    public bool Wants(Type type) => _handlers!.ContainsKey(type);

    /// <summary>
    /// Lines an event up behind those with the same key; it is handled once <paramref name="block"/> is started. Called by receive loops;
    /// never waits.
    /// </summary>
    public void Post(ulong key, GatewayEvent happened, EventBlock block)
    {
        if (_handlers is null || !_handlers.ContainsKey(happened.GetType()))
        {
            return;
        }

        if (Interlocked.Increment(ref _waiting) > MostInAll)
        {
            Drop(happened);
            return;
        }

        while (true)
        {
            var lane = _lanes.GetOrAdd(key, static (key, owner) => new Lane(owner, key), this);
            switch (lane.Offer(happened, block))
            {
                case Offered.Taken:
                    return;
                case Offered.Full:
                    Drop(happened);
                    return;
                case Offered.Retired:
                    // It emptied and left this moment; the next one will be new.
                    _lanes.TryRemove(new KeyValuePair<ulong, Lane>(key, lane));
                    break;
            }
        }
    }

    /// <summary>Waits until every event is handled or <paramref name="ct"/> is cancelled, then tells running handlers to stop.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        Volatile.Write(ref _draining, true);
        NoteIfIdle();
        await _idle.Task.WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _lifetime.CancelAsync();
    }

    public void Dispose() => _lifetime.Dispose();

    private void NoteIfIdle()
    {
        if (Volatile.Read(ref _draining) && Volatile.Read(ref _waiting) == 0 && Volatile.Read(ref _running) == 0)
        {
            _idle.TrySetResult();
        }
    }

    private void Drop(GatewayEvent happened)
    {
        Interlocked.Decrement(ref _waiting);
        meter.Dropped();
        var now = clock.GetTimestamp();
        var last = Interlocked.Read(ref _lastDropLogged);
        if ((last == 0 || clock.GetElapsedTime(last, now) > TimeSpan.FromSeconds(10)) && Interlocked.CompareExchange(ref _lastDropLogged, now, last) == last)
        {
            Log.Dropped(log, happened.GetType().Name);
        }
    }

    private async Task HandleAsync(GatewayEvent happened)
    {
        foreach (var handler in _handlers![happened.GetType()])
        {
            try
            {
                await handler(happened, _lifetime.Token);
            }
            catch (OperationCanceledException) when (_lifetime.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // A handler's fault is its own: the next event must come all the same.
                meter.HandlerFailed();
                Log.HandlerFailed(log, fault, happened.GetType().Name);
            }
        }
    }

    /// <summary>Waits for a handler as long as patience lasts, then lets it go on by itself.</summary>
    private async ValueTask AwaitPatientlyAsync(Task handling)
    {
        if (handling.IsCompleted)
        {
            return;
        }

        if (Interlocked.Increment(ref _overdue) > MostOverdue)
        {
            // Too many handlers hang already: from here on every server waits for its own.
            await handling;
            Interlocked.Decrement(ref _overdue);
            return;
        }

        await handling.WaitAsync(Patience, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (handling.IsCompleted)
        {
            Interlocked.Decrement(ref _overdue);
            return;
        }

        Log.Overdue(log);
        _ = handling.ContinueWith(
            (_, state) => Interlocked.Decrement(ref ((Dispatcher)state!)._overdue),
            this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private enum Offered
    {
        Taken,
        Full,
        Retired,
    }

    /// <summary>The events of one server. Lives while it has any.</summary>
    private sealed class Lane(Dispatcher owner, ulong key) : IThreadPoolWorkItem
    {
        private readonly Lock _gate = new();
        private readonly Queue<GatewayEvent> _events = new();
        private bool _running;
        private bool _retired;

        public Offered Offer(GatewayEvent happened, EventBlock block)
        {
            lock (_gate)
            {
                if (_retired)
                {
                    return Offered.Retired;
                }

                if (_events.Count >= MostPerLane)
                {
                    return Offered.Full;
                }

                _events.Enqueue(happened);
                if (_running)
                {
                    return Offered.Taken;
                }

                _running = true;
            }

            block.Add(this);
            return Offered.Taken;
        }

        public void Execute() => _ = RunAsync();

        private async Task RunAsync()
        {
            while (Next() is { } happened)
            {
                // Counted as running before it stops counting as waiting, so that nobody finds it in neither.
                Interlocked.Increment(ref owner._running);
                Interlocked.Decrement(ref owner._waiting);
                var handling = owner.HandleAsync(happened);
                if (handling.IsCompleted)
                {
                    owner.Ran();
                    continue;
                }

                _ = handling.ContinueWith(static (_, state) => ((Dispatcher)state!).Ran(), owner, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                await owner.AwaitPatientlyAsync(handling);
            }

            owner._lanes.TryRemove(new KeyValuePair<ulong, Lane>(key, this));
        }

        private GatewayEvent? Next()
        {
            lock (_gate)
            {
                if (_events.TryDequeue(out var happened))
                {
                    return happened;
                }

                _retired = true;
                return null;
            }
        }
    }

    private void Ran()
    {
        Interlocked.Decrement(ref _running);
        meter.Handled();
        NoteIfIdle();
    }

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Error, "A handler of {Event} failed")]
        public static partial void HandlerFailed(ILogger log, Exception fault, string @event);

        [LoggerMessage(21, LogLevel.Error, "Too many events wait for their handlers; dropping, {Event} first")]
        public static partial void Dropped(ILogger log, string @event);

        [LoggerMessage(22, LogLevel.Debug, "A handler takes its time; its server goes on without it")]
        public static partial void Overdue(ILogger log);
    }
}
