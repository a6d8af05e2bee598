using System.Globalization;
using StackExchange.Redis;

namespace Bronx.Platform.Caching.Redis;

/// <summary>
/// One connection to Redis, and the one place that knows its client. It is never mended: what broke or fell silent once is closed, and another
/// takes its place, since the client itself would wait ever longer between its own tries, and for ever for an answer that got lost.
/// </summary>
internal sealed class RedisConnection
{
    private const string Prefix = "bronx:cache:";
    private const string Channel = "bronx:cache";

    /// <summary>How long somebody waits who has something better to do.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    /// <summary>For what nobody waits for: a busy machine is not an absent Redis.</summary>
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(2);

    private readonly ConnectionMultiplexer _client;
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource<string> _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RedisConnection(ConnectionMultiplexer client, TimeProvider time)
    {
        _client = client;
        _time = time;
        _client.ConnectionFailed += (_, failed) => Break(RedisFaults.Words(failed.FailureType));
    }

    /// <summary>Ends when it broke, with the reason in words.</summary>
    public Task<string> Broken => _broken.Task;

    private IDatabase Database => _client.GetDatabase();

    /// <summary>Connects, ends what is left of the family's earlier connections, and listens to the other processes.</summary>
    /// <param name="family">Begins the names of all connections of one link, and of nobody else's.</param>
    public static async Task<RedisConnection> OpenAsync(
        ConfigurationOptions options, string family, int number, Action<string> heard, TimeProvider time, CancellationToken ct)
    {
        var named = options.Clone();
        named.ClientName = string.Create(CultureInfo.InvariantCulture, $"{family}{number}");
        var connecting = ConnectionMultiplexer.ConnectAsync(named);
        try
        {
            // The client has its own time limit; twice that means that it forgot it.
            var connection = new RedisConnection(await connecting.WaitAsync(2 * LongPatience, time, ct), time);
            await connection.EndEarlierAsync(family, named.ClientName, ct);
            await connection.ListenAsync(heard, ct);
            return connection;
        }
        catch
        {
            _ = connecting.ContinueWith(static late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>From now on it is broken.</summary>
    public void Break(string reason) => _broken.TrySetResult(reason);

    public async Task<byte[]?> GetAsync(string name) => await Database.StringGetAsync(Prefix + name).WaitAsync(Patience, _time);

    /// <summary>Sends it on its way before it returns, as everything here does: in the order of the calls.</summary>
    public async Task SetAsync(string name, byte[] value, TimeSpan lifetime) => await Database.StringSetAsync(Prefix + name, value, lifetime);

    public async Task RemoveAsync(string name) => await Database.KeyDeleteAsync(Prefix + name);

    /// <summary>Both begun together, so that they leave in the order in which the caller's lock lets changes happen.</summary>
    public async Task RemoveAndTellAsync(string name, string notice) => await Task.WhenAll(RemoveAsync(name), TellAsync([notice])).WaitAsync(Patience, _time);

    /// <summary>Removes many, for nobody who waits.</summary>
    public async Task RemoveAllAsync(string[] names, CancellationToken ct)
    {
        foreach (var some in names.Chunk(500))
        {
            await Database.KeyDeleteAsync([.. some.Select(name => (RedisKey)(Prefix + name))]).WaitAsync(LongPatience, _time, ct);
        }
    }

    public async Task TellAllAsync(IEnumerable<string> notices, CancellationToken ct) => await TellAsync(notices).WaitAsync(LongPatience, _time, ct);

    public async Task PingAsync(CancellationToken ct) => await Database.PingAsync().WaitAsync(LongPatience, _time, ct);

    /// <returns>Names of what fitted and went.</returns>
    public async Task<List<string>> ScanAwayAsync(string pattern, CancellationToken ct)
    {
        List<string> gone = [];
        var cursor = "0";
        do
        {
            var found = (RedisResult[])(await AskAsync("SCAN", [cursor, "MATCH", Prefix + Escape(pattern), "COUNT", "500"], ct))!;
            cursor = (string)found[0]!;
            var keys = (RedisKey[])found[1]!;
            if (keys.Length > 0)
            {
                await Database.KeyDeleteAsync(keys).WaitAsync(LongPatience, _time, ct);
                gone.AddRange(keys.Select(key => ((string)key!)[Prefix.Length..]));
            }
        }
        while (cursor != "0");
        return gone;
    }

    public async Task CloseAsync()
    {
        await _client.CloseAsync(allowCommandsToComplete: false).WaitAsync(Patience, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
    }

    /// <summary>
    /// What a connection that fell silent had sent may still be under way, and would arrive after what this one sends: an old value after its
    /// removal. Where Redis refuses to end it, the value lives to its own end.
    /// </summary>
    private async Task EndEarlierAsync(string family, string own, CancellationToken ct)
    {
        try
        {
            foreach (var id in RedisClients.Earlier((string)(await AskAsync("CLIENT", ["LIST"], ct))!, family, own))
            {
                await AskAsync("CLIENT", ["KILL", "ID", id], ct);
            }
        }
        catch (RedisServerException)
        {
            // Not every Redis lets everybody do this.
        }
    }

    private async Task ListenAsync(Action<string> heard, CancellationToken ct)
    {
        await _client.GetSubscriber().SubscribeAsync(Channel, (_, notice) => heard(notice.ToString())).WaitAsync(LongPatience, _time, ct);
        if (!_client.GetSubscriber().IsConnected(Channel))
        {
            throw new IOException("it answers, but its notices cannot be heard yet");
        }
    }

    private Task<long[]> TellAsync(IEnumerable<string> notices) => Task.WhenAll(notices.Select(notice => Database.PublishAsync(Channel, notice)));

    private Task<RedisResult> AskAsync(string command, object[] words, CancellationToken ct) => Database.ExecuteAsync(command, words).WaitAsync(LongPatience, _time, ct);

    /// <summary>Only the star means something in our patterns.</summary>
    private static string Escape(string pattern)
    {
        foreach (var special in (ReadOnlySpan<char>)['\\', '?', '[', ']'])
        {
            pattern = pattern.Replace(special.ToString(CultureInfo.InvariantCulture), $"\\{special}", StringComparison.Ordinal);
        }

        return pattern;
    }
}
