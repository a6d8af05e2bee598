using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Bronx.Platform.Caching.Redis;

/// <summary>
/// The way to Redis. Asynchronous only; nothing here throws for a Redis that is away, and nothing waits for it longer than a moment. What
/// could not be removed while it was away is removed when it is back, before it is used again.
/// </summary>
internal sealed class RedisLink(ConfigurationOptions options, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private const int MostBytes = 64 * 1024;

    private readonly RedisKeeper _keeper = new(options, time, log);

    /// <inheritdoc cref="RedisKeeper.Heard"/>
    public required Action<RedisNotice> Heard { init => _keeper.Heard = value; }

    /// <inheritdoc cref="RedisKeeper.Back"/>
    public required Action Back { init => _keeper.Back = value; }

    /// <inheritdoc cref="RedisKeeper.Changed"/>
    public required Action<RedisState, string?> Changed { init => _keeper.Changed = value; }

    /// <summary>Connects in the background, for as long as it takes.</summary>
    public void Start() => _keeper.Start();

    /// <returns>Null when it is not there, or Redis is not.</returns>
    public async Task<byte[]?> GetAsync(string name)
    {
        if (_keeper.Used is not { } connection)
        {
            return null;
        }

        try
        {
            return await connection.GetAsync(name);
        }
        catch (Exception fault) when (RedisFaults.IsAway(fault))
        {
            _keeper.Failed(connection, fault, needed: false);
            return null;
        }
    }

    /// <summary>Sends it on its way, in the order of the calls.</summary>
    public void SetQuietly(string name, byte[] value, TimeSpan lifetime)
    {
        if (value.Length <= MostBytes && _keeper.Used is { } connection)
        {
            Forget(connection, connection.SetAsync(name, value, lifetime), needed: false);
        }
    }

    /// <summary>Removes it without telling anybody.</summary>
    public void RemoveQuietly(string name)
    {
        if (_keeper.Used is { } connection)
        {
            Forget(connection, connection.RemoveAsync(name), needed: true);
        }
    }

    /// <summary>Removes it and tells the others; at the latest when Redis is back.</summary>
    public async Task RemoveAsync(string name)
    {
        while (_keeper.ToldOr(debts => debts.AddName(name)) is { } connection)
        {
            try
            {
                await connection.RemoveAndTellAsync(name, _keeper.Notice(isPattern: false, name));
                return;
            }
            catch (Exception fault) when (RedisFaults.IsAway(fault))
            {
                _keeper.Failed(connection, fault, needed: true);
            }
        }
    }

    /// <summary>Removes what fits and tells the others.</summary>
    /// <returns>Names of the values that Redis had.</returns>
    public async Task<IReadOnlyCollection<string>> ClearAsync(string pattern, CancellationToken ct)
    {
        while (_keeper.ToldOr(debts => debts.AddPattern(pattern)) is { } connection)
        {
            try
            {
                var gone = await connection.ScanAwayAsync(pattern, ct);
                await connection.TellAllAsync([_keeper.Notice(isPattern: true, pattern)], ct);
                return gone;
            }
            catch (Exception fault) when (RedisFaults.IsAway(fault) && !ct.IsCancellationRequested)
            {
                _keeper.Failed(connection, fault, needed: true);
            }
        }

        return [];
    }

    public ValueTask DisposeAsync() => _keeper.DisposeAsync();

    /// <summary>Nobody waits for it; that it failed is still noticed.</summary>
    private void Forget(RedisConnection connection, Task asked, bool needed) => _ = asked.ContinueWith(
        failed => _keeper.Failed(connection, failed.Exception!.GetBaseException(), needed), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
