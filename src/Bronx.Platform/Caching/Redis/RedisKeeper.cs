using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Bronx.Platform.Caching.Redis;

/// <summary>
/// Keeps one connection to Redis after the other: knock, connect, do what is owed, serve, watch, and begin anew. It owns the state of the way:
/// away, told of removals, used.
/// </summary>
internal sealed partial class RedisKeeper(ConfigurationOptions options, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private const int MostTold = 100;

    /// <summary>How often it is asked while it is there.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    /// <summary>How often it is knocked at while it is away.</summary>
    private static readonly TimeSpan KnockPace = TimeSpan.FromMilliseconds(250);

    private static long _links;

    private readonly string _self = NameOfLink(time);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly RedisDebts _debts = new();
    private Task _loop = Task.CompletedTask;
    private Task _farewell = Task.CompletedTask;
    private bool _said;
    private RedisConnection? _told;
    private volatile RedisConnection? _used;

    /// <summary>Another process changed something.</summary>
    public Action<RedisNotice> Heard { get; set; } = static _ => { };

    /// <summary>Redis is back, or there for the first time: what was missed meanwhile is not known. Called before it is used.</summary>
    public Action Back { get; set; } = static () => { };

    /// <summary>Called in the order of the changes; must not wait and must not call back.</summary>
    public Action<RedisState, string?> Changed { get; set; } = static (_, _) => { };

    /// <summary>What serves values; null while Redis is away or something is still owed to it.</summary>
    public RedisConnection? Used => _used;

    public void Start() => _loop = Task.Run(StayConnectedAsync);

    /// <summary>What takes removals; while there is none, what is owed is noted instead.</summary>
    public RedisConnection? ToldOr(Action<RedisDebts> owe)
    {
        lock (_gate)
        {
            if (_told is null)
            {
                owe(_debts);
            }

            return _told;
        }
    }

    /// <summary>
    /// A broken connection is away at once. A late answer is not: whether Redis is still there is for the loop to say, which is more
    /// patient. Called away and back again, everything shared would be forgotten and asked for anew, and a busy machine would never catch up.
    /// </summary>
    /// <param name="needed">Whether Redis must do it: a value that it has no room for, or may not show, is no fault of the connection.</param>
    public void Failed(RedisConnection connection, Exception fault, bool needed)
    {
        if (fault is not TimeoutException && (needed || fault is not RedisServerException))
        {
            Lost(connection, RedisFaults.Words(fault));
        }
    }

    public string Notice(bool isPattern, string text) => new RedisNotice(_self, isPattern, text).Spell();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        await _farewell;
        _stop.Dispose();
    }

    /// <summary>Says who we are to other processes and to Redis, which takes no spaces.</summary>
    private static string NameOfLink(TimeProvider time)
    {
        var name = $"{Environment.MachineName}-{Environment.ProcessId}-{time.GetTimestamp()}-{Interlocked.Increment(ref _links)}";
        return string.Concat(name.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'));
    }

    private void Hear(string spelled)
    {
        if (RedisNotice.Read(spelled) is { } notice && notice.From != _self)
        {
            Heard(notice);
        }
    }

    private async Task StayConnectedAsync()
    {
        for (var number = 1; !_stop.IsCancellationRequested; number++)
        {
            RedisConnection? connection = null;
            string problem;
            try
            {
                await RedisKnock.KnockAsync(options, time, _stop.Token);
                connection = await RedisConnection.OpenAsync(options, $"bronx-{_self}-", number, Hear, time, _stop.Token);
                await ComeBackAsync(connection);
                problem = await WatchAsync(connection);
            }
            catch (Exception fault)
            {
                // Whatever it is, memory serves alone, and the next round tries again.
                problem = RedisFaults.Words(fault);
            }

            if (connection is not null)
            {
                // Nobody waits for a connection to die.
                _farewell = Task.WhenAll(_farewell, Task.Run(connection.CloseAsync));
            }

            if (!_stop.IsCancellationRequested)
            {
                Lost(connection, problem);
                await Task.Delay(KnockPace, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>
    /// First what is owed, then forget what may be old, then use it. Removals go straight to Redis from the first moment, so what is owed
    /// grows no more: however many come meanwhile, once through is enough.
    /// </summary>
    private async Task ComeBackAsync(RedisConnection connection)
    {
        string[] names;
        string[] patterns;
        bool wasSaid;
        lock (_gate)
        {
            _told = connection;
            (names, patterns) = _debts.Read();
        }

        await PayAsync(connection, names, patterns);
        Back();
        lock (_gate)
        {
            if (!ReferenceEquals(_told, connection))
            {
                // It broke meanwhile; all stays owed.
                return;
            }

            _debts.Clear();
            _used = connection;
            (wasSaid, _said) = (_said, false);
            Changed(RedisState.Connected, null);
        }

        if (wasSaid)
        {
            Log.Back(log);
        }
        else
        {
            Log.Connected(log);
        }
    }

    /// <summary>A few are told one by one. Thousands are told as "everything": each notice has the others look through all they have.</summary>
    private async Task PayAsync(RedisConnection connection, string[] names, string[] patterns)
    {
        foreach (var pattern in patterns)
        {
            await connection.ScanAwayAsync(pattern, _stop.Token);
        }

        await connection.RemoveAllAsync(names, _stop.Token);
        string[] everything = ["*"];
        var notices = names.Length > MostTold ? everything.Select(Pattern) : patterns.Select(Pattern).Concat(names.Select(name => Notice(isPattern: false, name)));
        await connection.TellAllAsync(notices, _stop.Token);

        string Pattern(string pattern) => Notice(isPattern: true, pattern);
    }

    /// <returns>Why it ended, when it told so itself.</returns>
    /// <exception cref="TimeoutException">It fell silent.</exception>
    private async Task<string> WatchAsync(RedisConnection connection)
    {
        while (!connection.Broken.IsCompleted)
        {
            await connection.PingAsync(_stop.Token);
            await ((Task)connection.Broken).WaitAsync(Pace, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return await connection.Broken;
    }

    /// <summary>Said once per absence. The last words of a connection that another one has replaced are nobody's business.</summary>
    private void Lost(RedisConnection? connection, string problem)
    {
        bool isNews;
        lock (_gate)
        {
            if (_told is not null && !ReferenceEquals(_told, connection))
            {
                return;
            }

            (_told, _used) = (null, null);
            (isNews, _said) = (!_said, true);
            Changed(RedisState.Away, problem);
        }

        connection?.Break(problem);
        if (isNews)
        {
            Log.Away(log, problem);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Redis is there: processes share the cache")]
        public static partial void Connected(ILogger logger);

        /// <summary>As loud as the word of its absence: who read the one wants to read the other.</summary>
        [LoggerMessage(Level = LogLevel.Warning, Message = "Redis is back: processes share the cache again")]
        public static partial void Back(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Redis is away, memory alone serves until it is back: {Problem}")]
        public static partial void Away(ILogger logger, string problem);
    }
}
