using System.Diagnostics.CodeAnalysis;

namespace Bronx.Platform.Events;

/// <summary>What came for one key since the last delivery.</summary>
/// <param name="Items">The first ones, in order; at least one.</param>
/// <param name="LeftOut">How many more came than are kept.</param>
public sealed record Bundle<T>(IReadOnlyList<T> Items, long LeftOut);

/// <summary>How much a <see cref="Bundler{TKey,T}"/> passes on and keeps.</summary>
/// <param name="Pause">The least time between two deliveries of one key.</param>
/// <param name="MostItems">How many items of one bundle are kept; more are counted.</param>
/// <param name="MostKeys">How many keys may be busy at once; things for further ones are dropped.</param>
public sealed record BundlerLimits(TimeSpan Pause, int MostItems, int MostKeys);

/// <summary>
/// Keeps a rush from becoming a flood: for each key the first thing is passed on at once, and what comes during the pause that
/// follows goes together in one bundle. Deliveries of one key never overlap.
/// </summary>
/// <param name="faulted">Told of a delivery that threw; the key goes on with the next bundle.</param>
public sealed class Bundler<TKey, T>(
    BundlerLimits limits, TimeProvider clock, Func<TKey, Bundle<T>, CancellationToken, Task> deliver, Action<TKey, Exception> faulted) : IAsyncDisposable
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Pile> _piles = [];
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Keys that have something waiting, or had a moment ago.</summary>
    public int Busy
    {
        get
        {
            lock (_gate) { return _piles.Count; }
        }
    }

    /// <summary>Passes something on, now or with what follows it. Never waits.</summary>
    /// <returns>False when it was dropped: too many keys are busy, or everything is stopping.</returns>
    public bool Add(TKey key, T item)
    {
        lock (_gate)
        {
            if (_stopping.IsCancellationRequested)
            {
                return false;
            }

            if (_piles.TryGetValue(key, out var pile))
            {
                pile.Add(item, limits.MostItems);
                return true;
            }

            if (_piles.Count >= limits.MostKeys)
            {
                return false;
            }

            pile = new Pile();
            pile.Add(item, limits.MostItems);
            _piles[key] = pile;
            pile.Running = Task.Run(() => RunAsync(key, pile), CancellationToken.None);
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (_gate)
        {
            _stopping.Cancel();
            running = [.. _piles.Values.Select(pile => pile.Running)];
        }

        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync(TKey key, Pile pile)
    {
        try
        {
            while (TryTake(key, pile, out var bundle))
            {
                await DeliverAsync(key, bundle);
                await Task.Delay(limits.Pause, clock, _stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The process stops; what waits is not worth waiting for.
        }
    }

    private async Task DeliverAsync(TKey key, Bundle<T> bundle)
    {
        try
        {
            await deliver(key, bundle, _stopping.Token);
        }
        catch (Exception fault) when (!_stopping.IsCancellationRequested)
        {
            // What goes wrong with one bundle must not keep the next one back.
            faulted(key, fault);
        }
    }

    private bool TryTake(TKey key, Pile pile, [NotNullWhen(true)] out Bundle<T>? bundle)
    {
        lock (_gate)
        {
            bundle = pile.Take();
            if (bundle is null)
            {
                _piles.Remove(key);
            }

            return bundle is not null;
        }
    }

    private sealed class Pile
    {
        private List<T> _items = [];
        private long _leftOut;

        public Task Running { get; set; } = Task.CompletedTask;

        public void Add(T item, int most)
        {
            if (_items.Count < most)
            {
                _items.Add(item);
            }
            else
            {
                _leftOut++;
            }
        }

        public Bundle<T>? Take()
        {
            if (_items.Count == 0)
            {
                return null;
            }

            var bundle = new Bundle<T>(_items, _leftOut);
            (_items, _leftOut) = ([], 0);
            return bundle;
        }
    }
}
