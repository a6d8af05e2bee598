using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Bronx.Platform.Caching.Redis;

/// <summary>
/// The connection to Redis, and the one place that knows its client. Asynchronous only; nothing here throws for a Redis that is away, and
/// nothing waits for it longer than a moment. What could not be removed while it was away is removed when it is back, before it is used
/// again.
/// </summary>
internal sealed partial class RedisLink(ConfigurationOptions options, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private const string Prefix = "bronx:cache:";
    private const string Channel = "bronx:cache";
    private const int MostOwed = 10_000;
    private const int MostOwedPatterns = 100;
    private const int MostTold = 100;
    private const int MostBytes = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    /// <summary>For what nobody waits for: a busy machine is not an absent Redis.</summary>
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(2);

    private static long _links;

    private readonly string _self = $"{Environment.MachineName}-{Environment.ProcessId}-{time.GetTimestamp()}-{Interlocked.Increment(ref _links)}";
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly HashSet<string> _owed = new(StringComparer.Ordinal);
    private readonly List<string> _owedPatterns = [];
    private volatile ConnectionMultiplexer? _connection;
    private Task _loop = Task.CompletedTask;
    private volatile bool _up;
    private int _saidAtStart;

    /// <summary>Another process changed something.</summary>
    public required Action<RedisNotice> Heard { get; init; }

    /// <summary>Redis is back, or there for the first time: what was missed meanwhile is not known. Called before it is used.</summary>
    public required Action Back { get; init; }

    public required Action<RedisState, string?> Changed { get; init; }

    /// <summary>Connects in the background, for as long as it takes.</summary>
    public void Start() => _loop = Task.Run(StayConnectedAsync);

    /// <returns>Null when it is not there, or Redis is not.</returns>
    public async Task<byte[]?> GetAsync(string name)
    {
        if (!_up)
        {
            return null;
        }

        try
        {
            byte[]? found = await Database.StringGetAsync(Prefix + name).WaitAsync(Patience, time);
            return found;
        }
        catch (Exception fault) when (IsAway(fault))
        {
            Failed(fault);
            return null;
        }
    }

    /// <summary>Sends it on its way, in the order of the calls.</summary>
    public void SetQuietly(string name, byte[] value, TimeSpan lifetime)
    {
        if (_up && value.Length <= MostBytes)
        {
            Forget(Try(database => database.StringSetAsync(Prefix + name, value, lifetime)));
        }
    }

    /// <summary>Removes it without telling anybody.</summary>
    public void RemoveQuietly(string name)
    {
        if (_up)
        {
            Forget(Try(database => database.KeyDeleteAsync(Prefix + name)));
        }
    }

    /// <summary>Removes it and tells the others; at the latest when Redis is back.</summary>
    public async Task RemoveAsync(string name)
    {
        do
        {
            if (!_up)
            {
                continue;
            }

            try
            {
                // Begun together, so that they leave in the order in which the caller's lock lets changes happen.
                await Task.WhenAll(Database.KeyDeleteAsync(Prefix + name), PublishAsync(isPattern: false, name)).WaitAsync(Patience, time);
                return;
            }
            catch (Exception fault) when (IsAway(fault))
            {
                Failed(fault);
            }
        }
        while (!Owe(name));
    }

    /// <summary>Removes what fits and tells the others.</summary>
    /// <returns>Names of the values that Redis had.</returns>
    public async Task<IReadOnlyCollection<string>> ClearAsync(string pattern, CancellationToken ct)
    {
        do
        {
            if (!_up)
            {
                continue;
            }

            try
            {
                var gone = await ScanAwayAsync(pattern, ct);
                await PublishAsync(isPattern: true, pattern).WaitAsync(Patience, time, ct);
                return gone;
            }
            catch (Exception fault) when (IsAway(fault) && !ct.IsCancellationRequested)
            {
                Failed(fault);
            }
        }
        while (!OwePattern(pattern));
        return [];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        await HangUpAsync();
        _stop.Dispose();
    }

    private IDatabase Database => _connection?.GetDatabase() ?? throw new InvalidOperationException("The connection was lost just now.");

    private static bool IsAway(Exception fault) => fault is RedisException or TimeoutException or ObjectDisposedException or OperationCanceledException or InvalidOperationException;

    private async Task StayConnectedAsync()
    {
        using var timer = new PeriodicTimer(Pace, time);
        do
        {
            try
            {
                var connection = _connection ??= await ConnectAsync();
                await connection.GetDatabase().PingAsync().WaitAsync(LongPatience, time, _stop.Token);
                if (!_up)
                {
                    await ComeBackAsync();
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // Whatever it is, memory serves alone, and the next round tries again: with a new connection when this one broke, since the
                // client itself would wait ever longer before it mends it.
                Lost(fault.Message);
                if (_connection is { IsConnected: false })
                {
                    await HangUpAsync();
                }
            }
        }
        while (await timer.WaitForNextTickAsync(_stop.Token).AsTask().ContinueWith(static tick => tick.IsCompletedSuccessfully && tick.Result, TaskScheduler.Default));
    }

    private async Task<ConnectionMultiplexer> ConnectAsync()
    {
        await KnockAsync();
        var connection = await ConnectionMultiplexer.ConnectAsync(options);
        connection.ConnectionFailed += (_, failed) =>
        {
            if (ReferenceEquals(_connection, connection))
            {
                Lost(failed.Exception?.Message ?? failed.FailureType.ToString());
            }
        };
        await connection.GetSubscriber().SubscribeAsync(Channel, (_, spelled) =>
        {
            if (RedisNotice.Read(spelled.ToString()) is { } notice && notice.From != _self)
            {
                Heard(notice);
            }
        });
        return connection;
    }

    /// <summary>
    /// Asks whether anybody listens: the client waits out its whole time limit when nobody does, also when somebody begins to meanwhile.
    /// </summary>
    private async Task KnockAsync()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(options.EndPoints[0], _stop.Token).AsTask().WaitAsync(LongPatience, time, _stop.Token);
    }

    private async Task HangUpAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
        {
            await connection.CloseAsync(allowCommandsToComplete: false).WaitAsync(Patience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            connection.Dispose();
        }
    }

    /// <summary>First what is owed, then forget what may be old, then use it.</summary>
    private async Task ComeBackAsync()
    {
        if (!_connection!.GetSubscriber().IsConnected(Channel))
        {
            throw new TimeoutException("it answers, but its notices cannot be heard yet");
        }

        string[] names;
        string[] patterns;
        lock (_gate)
        {
            names = [.. _owed];
            patterns = [.. _owedPatterns.Distinct(StringComparer.Ordinal)];
        }

        foreach (var pattern in patterns)
        {
            await ScanAwayAsync(pattern, _stop.Token);
            await PublishAsync(isPattern: true, pattern);
        }

        await RemoveOwedAsync(names);
        Back();
        lock (_gate)
        {
            _owed.ExceptWith(names);
            _owedPatterns.RemoveAll(patterns.Contains);
            if (_owed.Count + _owedPatterns.Count > 0)
            {
                // More came meanwhile: the next round takes it.
                return;
            }

            // Under the lock: whatever is removed from now on is either owed before this, or sent after it.
            _up = true;
        }

        Changed(RedisState.Connected, null);
        Log.Connected(log);
    }

    /// <summary>
    /// A few are told one by one. Thousands are told as "everything": each notice has the others look through all they have, and an attempt
    /// that takes too long leaves its commands before those of the next one.
    /// </summary>
    private async Task RemoveOwedAsync(string[] names)
    {
        foreach (var some in names.Chunk(500))
        {
            await Database.KeyDeleteAsync([.. some.Select(name => (RedisKey)(Prefix + name))]).WaitAsync(LongPatience, time, _stop.Token);
        }

        var notices = names.Length > MostTold ? [PublishAsync(isPattern: true, "*")] : names.Select(name => PublishAsync(isPattern: false, name));
        await Task.WhenAll(notices).WaitAsync(LongPatience, time, _stop.Token);
    }

    private async Task<List<string>> ScanAwayAsync(string pattern, CancellationToken ct)
    {
        List<string> gone = [];
        var cursor = "0";
        do
        {
            var found = (RedisResult[])(await Database.ExecuteAsync("SCAN", cursor, "MATCH", Prefix + Escape(pattern), "COUNT", "500").WaitAsync(TimeSpan.FromSeconds(2), time, ct))!;
            cursor = (string)found[0]!;
            var keys = (RedisKey[])found[1]!;
            if (keys.Length > 0)
            {
                await Database.KeyDeleteAsync(keys).WaitAsync(TimeSpan.FromSeconds(2), time, ct);
                gone.AddRange(keys.Select(key => ((string)key!)[Prefix.Length..]));
            }
        }
        while (cursor != "0");
        return gone;
    }

    /// <summary>Only the star means something in our patterns.</summary>
    private static string Escape(string pattern)
    {
        foreach (var special in (ReadOnlySpan<char>)['\\', '?', '[', ']'])
        {
            pattern = pattern.Replace(special.ToString(CultureInfo.InvariantCulture), $"\\{special}", StringComparison.Ordinal);
        }

        return pattern;
    }

    private Task<long> PublishAsync(bool isPattern, string text) => Database.PublishAsync(Channel, new RedisNotice(_self, isPattern, text).Spell());

    private Task Try(Func<IDatabase, Task> ask)
    {
        try
        {
            return ask(Database);
        }
        catch (Exception fault) when (IsAway(fault))
        {
            return Task.FromException(fault);
        }
    }

    /// <summary>Nobody waits for it; that it failed is still noticed.</summary>
    private void Forget(Task asked) => _ = asked.ContinueWith(
        failed => Lost(failed.Exception!.GetBaseException().Message), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    /// <returns>False: Redis came back meanwhile, and can be told at once.</returns>
    private bool Owe(string name)
    {
        lock (_gate)
        {
            if (_up)
            {
                return false;
            }

            if (_owed.Count >= MostOwed)
            {
                _owed.Clear();
                _owedPatterns.Add("*");
            }

            _owed.Add(name);
            return true;
        }
    }

    /// <inheritdoc cref="Owe"/>
    private bool OwePattern(string pattern)
    {
        lock (_gate)
        {
            if (_up)
            {
                return false;
            }

            _owedPatterns.Add(_owedPatterns.Count < MostOwedPatterns ? pattern : "*");
            return true;
        }
    }

    /// <summary>
    /// A broken connection is away at once. A late answer is not: whether Redis is still there is for the loop to say, which is more
    /// patient. Called away and back again, everything shared would be forgotten and asked for anew, and a busy machine would never catch up.
    /// </summary>
    private void Failed(Exception fault)
    {
        if (fault is not TimeoutException)
        {
            Lost(fault.Message);
        }
    }

    /// <summary>Said once per absence.</summary>
    private void Lost(string problem)
    {
        bool wasUp;
        lock (_gate)
        {
            wasUp = _up;
            _up = false;
        }

        Changed(RedisState.Away, problem);
        if (wasUp || Interlocked.Exchange(ref _saidAtStart, 1) == 0)
        {
            Log.Away(log, problem);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Redis is there: processes share the cache")]
        public static partial void Connected(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Redis is away, memory alone serves until it is back: {Problem}")]
        public static partial void Away(ILogger logger, string problem);
    }
}
