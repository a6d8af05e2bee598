using System.Diagnostics.Metrics;
using System.Net;
using System.Threading.Channels;
using Bronx.Discord.Caching;
using Bronx.Discord.Gateway;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Microsoft.Extensions.Logging;

namespace Bronx.Discord;

/// <summary>
/// One bot's connection to Discord: gateway shards, REST and cache. Events of one server are handled in order, of different servers
/// in parallel; handlers never run on the receive loop. Handlers are added before <see cref="StartAsync"/>; events nobody listens to
/// are not even parsed.
/// </summary>
public sealed partial class DiscordClient : IAsyncDisposable
{
    private readonly DiscordOptions _options;
    private readonly HttpMessageInvoker _gateway;
    private readonly TimeProvider _clock;
    private readonly Random _chance;
    private readonly ILogger _log;
    private readonly RequestQueue.RequestQueue _queue;
    private readonly GatewayMeter _meter;
    private readonly Dispatcher _dispatcher;
    private readonly MemberRequests _memberRequests = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly System.Threading.Channels.Channel<ShardStatus> _changes = System.Threading.Channels.Channel.CreateBounded<ShardStatus>(
        new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private GatewayShard[] _shards = [];
    private ShardStatus _beforeShards = new(0, ConnectionState.Stopped, null, 0, null);
    private Presence? _presence;
    private Task<(GatewayBody Told, Uri Address)>? _asking;
    private Task _running = Task.CompletedTask;
    private Task _announcing = Task.CompletedTask;
    private int _shardCount = 1;
    private int _stopped;

    /// <param name="chance">Source of jitter; may be seeded.</param>
    public DiscordClient(DiscordOptions options, TimeProvider clock, Random chance, ILoggerFactory logs, IMeterFactory meters)
        : this(options, clock, chance, logs, meters, RequestQueue.HttpTransport.CreateHandler(), GatewaySocket.CreateHandler())
    {
    }

    internal DiscordClient(DiscordOptions options, TimeProvider clock, Random chance, ILoggerFactory logs, IMeterFactory meters, HttpMessageHandler api, HttpMessageHandler gateway)
    {
        OptionsCheck.ThrowIfInvalid(options);
        _options = options;
        _gateway = new HttpMessageInvoker(gateway);
        _clock = clock;
        _chance = chance;
        _log = logs.CreateLogger<DiscordClient>();
        Cache = new DiscordCache(new MemberCache(options.MemberCacheSize, options.Intents.HasFlag(GatewayIntents.GuildMembers), clock));
        _meter = new GatewayMeter(meters);
        // Each part gets its own source, seeded from the one given: sources are not safe to share, and runs stay repeatable.
        _queue = new RequestQueue.RequestQueue(options, api, clock, new Random(chance.Next()), logs.CreateLogger("Bronx.Discord.Requests"), meters);
        _dispatcher = new Dispatcher(clock, logs.CreateLogger("Bronx.Discord.Events"), _meter);
        Rest = new DiscordRest(_queue, Cache, clock, chance);
    }

    public DiscordRest Rest { get; }

    public DiscordCache Cache { get; }

    /// <summary>Completes when the client stopped; faults with <see cref="GatewayRefusedException"/> when Discord refused for good.</summary>
    public Task Completion => _completion.Task;

    /// <summary>The shards this process runs; one stands for all until Discord has told how many there are.</summary>
    public IReadOnlyList<ShardStatus> Shards => _shards is { Length: > 0 } shards
        ? [.. shards.Select(shard => shard.Status)]
        : [Volatile.Read(ref _beforeShards)];

    /// <summary>A shard's state changed; raised off the receive loop, in order per shard.</summary>
    public event Action<ShardStatus>? ShardChanged;

    /// <summary>
    /// Adds a handler; throws once started. An exception of a handler is logged and stops nothing. The next event of the same server
    /// waits for the handler, but for no longer than a second.
    /// </summary>
    public void On<TEvent>(Func<TEvent, CancellationToken, ValueTask> handler)
        where TEvent : GatewayEvent => _dispatcher.Add(handler);

    /// <summary>
    /// Begins to ask Discord for the gateway's address while the bot still prepares, so that <see cref="StartAsync(CancellationToken)"/> has it sooner.
    /// Nothing of the bot is seen by it. May be left out; before the start.
    /// </summary>
    public void AskAhead() => _asking ??= Task.Run(() => AskForGatewayAsync(_stopping.Token), CancellationToken.None);

    /// <summary>Begins connecting and returns; progress is in <see cref="Shards"/>. Reconnects by itself until stopped.</summary>
    public Task StartAsync(CancellationToken ct) => StartAsync(Task.CompletedTask, ct);

    /// <summary>
    /// The same, but connections are only opened and kept alive at first: no shard identifies or resumes before <paramref name="prepared"/> has
    /// completed, and none ever does when it fails, so no event comes before.
    /// </summary>
    public Task StartAsync(Task prepared, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (_dispatcher.IsStarted)
        {
            throw new InvalidOperationException("The client was started already.");
        }

        _dispatcher.Start();
        _announcing = Task.Run(AnnounceAsync, CancellationToken.None);
        AskAhead();
        _running = Task.Run(() => RunAsync(_asking!, prepared, _stopping.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Shows the bot so in member lists, now and after each reconnect. Discord takes five changes in 20 s: what is beyond waits, and of what waits
    /// only the newest is shown. Throws <see cref="ArgumentException"/> for an activity of more than 128 characters.
    /// </summary>
    public Task SetPresenceAsync(Presence presence, CancellationToken ct)
    {
        if (presence.Activity?.Length > Presence.LongestActivity)
        {
            throw new ArgumentException($"An activity may have {Presence.LongestActivity} characters; this one has {presence.Activity.Length}.", nameof(presence));
        }

        Volatile.Write(ref _presence, presence);
        return Task.WhenAll(_shards.Select(shard => shard.ShowPresenceAsync())).WaitAsync(ct);
    }

    /// <summary>
    /// Asks the gateway for members whose name begins with <paramref name="query"/>, at most <paramref name="limit"/> (1–100), or for all
    /// with an empty query and limit 0 (needs the GUILD_MEMBERS intent; once per 30 s and server).
    /// </summary>
    public Task<IReadOnlyList<Member>> RequestMembersAsync(GuildId guild, string query, int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 100);
        return RequestMembersAsync(guild, nonce => Payloads.RequestMembers(guild, query, null, limit, nonce), ct);
    }

    /// <summary>Asks the gateway for up to 100 members by id; those that are not in the server are left out.</summary>
    public Task<IReadOnlyList<Member>> RequestMembersAsync(GuildId guild, IReadOnlyList<UserId> users, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(users.Count, 100);
        return RequestMembersAsync(guild, nonce => Payloads.RequestMembers(guild, null, users, 0, nonce), ct);
    }

    /// <summary>Lets running handlers and queued requests end, until <paramref name="ct"/> is cancelled, then closes.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            // Nothing new comes in, then what came is handled, then what the handlers said is sent.
            await _stopping.CancelAsync();
            await (_asking ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _running;
            await _dispatcher.StopAsync(ct);
            await KeepAsync();
            await _queue.StopAsync(ct);
            _changes.Writer.TryComplete();
            await _announcing;
            _completion.TrySetResult();
        }

        await _completion.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        await _queue.DisposeAsync();
        _dispatcher.Dispose();
        _gateway.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync(Task<(GatewayBody Told, Uri Address)> asking, Task prepared, CancellationToken ct)
    {
        try
        {
            var (gateway, address) = await asking;
            var count = _options.ShardCount ?? Math.Max(1, gateway.Shards);
            _shardCount = count;
            var numbers = _options.Shards ?? [.. Enumerable.Range(0, count)];
            using var gate = new IdentifyGate(gateway.SessionStartLimit, _clock);
            var setting = new GatewaySetting(_options, _gateway, address, count, gate, prepared, _clock, _log, _meter);
            var shards = numbers.Where(number => number < count).Select(number => new GatewayShard(
                number,
                setting,
                new EventIntake(number, count, Cache, _dispatcher, _memberRequests),
                new Random(_chance.Next()),
                status => _changes.Writer.TryWrite(status),
                () => Volatile.Read(ref _presence))).ToArray();
            _shards = shards;
            await RestoreAsync(shards, count, ct);
            var running = shards.Select(shard => shard.RunAsync(ct)).ToList();
            while (running.Count > 0)
            {
                // The first refusal ends all: a token or an intent is wrong for every shard alike.
                var ended = await Task.WhenAny(running);
                running.Remove(ended);
                if (ended.IsFaulted)
                {
                    await _stopping.CancelAsync();
                    await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    await ended;
                }
            }
        }
        catch (GatewayRefusedException refusal)
        {
            Log.Refused(_log, refusal.Message);
            Announce(status => status with { State = ConnectionState.Failed, Reason = refusal.Message });
            _completion.TrySetException(refusal);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            Announce(status => status with { State = ConnectionState.Stopped });
        }
        catch (Exception fault)
        {
            // Ours: nothing else ends a shard.
            Log.Failed(_log, fault);
            Announce(status => status with { State = ConnectionState.Failed, Reason = fault.Message });
            _completion.TrySetException(fault);
        }
    }

    private async Task RestoreAsync(IReadOnlyList<GatewayShard> shards, int count, CancellationToken ct)
    {
        foreach (var shard in shards.Where(_ => _options.Sessions is not null))
        {
            try
            {
                if (await _options.Sessions!.TakeAsync(shard.Number, count, ct) is { } stored && SessionState.Read(stored, _options, _clock.GetUtcNow()) is { } state)
                {
                    shard.Restore(state);
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                // A store that fails costs a new session and nothing else.
                Log.SessionNotFound(_log, fault, shard.Number);
            }
        }
    }

    /// <summary>After everything was handled: what is kept names the last event that nobody needs to hear again.</summary>
    private async Task KeepAsync()
    {
        foreach (var shard in _shards.Where(_ => _options.Sessions is not null))
        {
            if (shard.Keep() is not { } state)
            {
                continue;
            }

            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2), TimeProvider.System);
            try
            {
                await _options.Sessions!.KeepAsync(new StoredSession(shard.Number, _shardCount, _clock.GetUtcNow(), state.Write()), patience.Token);
            }
            catch (Exception fault)
            {
                // Stopping goes on: the next run begins a new session then.
                Log.SessionNotKept(_log, fault, shard.Number);
            }
        }
    }

    /// <summary>Asks until there is an answer; only a rejected token ends it.</summary>
    private async Task<(GatewayBody Told, Uri Address)> AskForGatewayAsync(CancellationToken ct)
    {
        var outage = new Outage(_clock);
        for (var attempt = 1; ; attempt++)
        {
            Announce(status => status with { State = ConnectionState.Connecting });
            try
            {
                var told = await Rest.GetGatewayAsync(ct);
                if (outage.Ended() is { } over)
                {
                    Log.GatewayFound(_log, over.Lasted, over.Failures);
                }

                return (told, GatewayAddress.Of(told));
            }
            catch (DiscordApiException refusal) when (refusal.Status == HttpStatusCode.Unauthorized)
            {
                throw new GatewayRefusedException(0, CloseCodes.Remedy(4004, _options.Intents));
            }
            catch (Exception fault) when (fault is HttpRequestException or DiscordApiException or RequestRefusedException { Reason: not RefusalReason.TokenRejected })
            {
                var wait = TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, Math.Min(attempt, 6)))) * (0.5 + (0.5 * _chance.NextDouble()));
                if (outage.Failed())
                {
                    Log.NoGateway(_log, fault.Message, wait.TotalSeconds);
                }

                Announce(status => status with { State = ConnectionState.WaitingToReconnect, Reconnects = attempt, Reason = fault.Message });
                await Task.Delay(wait, _clock, ct);
            }
        }
    }

    private async Task<IReadOnlyList<Member>> RequestMembersAsync(GuildId guild, Func<string, byte[]> payload, CancellationToken ct)
    {
        var shard = Array.Find(_shards, shard => shard.Number == (int)((guild.Value >> 22) % (ulong)_shardCount))
            ?? throw new InvalidOperationException($"No shard of this process serves server {guild}.");
        var (nonce, answer) = _memberRequests.Begin();
        try
        {
            await shard.SendAsync(payload(nonce), ct);
            return await answer.WaitAsync(TimeSpan.FromSeconds(60), _clock, ct);
        }
        finally
        {
            _memberRequests.End(nonce);
        }
    }

    private void Announce(Func<ShardStatus, ShardStatus> change)
    {
        if (_shards.Length == 0)
        {
            var status = change(Volatile.Read(ref _beforeShards) with { Shard = _options.Shards is [var first, ..] ? first : 0 });
            Volatile.Write(ref _beforeShards, status);
            _changes.Writer.TryWrite(status);
        }
    }

    private async Task AnnounceAsync()
    {
        await foreach (var status in _changes.Reader.ReadAllAsync())
        {
            try
            {
                ShardChanged?.Invoke(status);
            }
            catch (Exception fault)
            {
                // A listener's fault is its own.
                Log.ListenerFailed(_log, fault);
            }
        }
    }

    private static partial class Log
    {
        // Information: Completion carries the same words to whoever runs the bot.
        [LoggerMessage(50, LogLevel.Information, "{Remedy}")]
        public static partial void Refused(ILogger log, string remedy);

        [LoggerMessage(51, LogLevel.Critical, "The gateway failed")]
        public static partial void Failed(ILogger log, Exception fault);

        [LoggerMessage(52, LogLevel.Warning, "Discord did not tell the gateway's address ({Fault}); asking again in {Seconds:0.0} s")]
        public static partial void NoGateway(ILogger log, string fault, double seconds);

        [LoggerMessage(54, LogLevel.Warning, "The session of shard {Shard} could not be taken up; a new one begins")]
        public static partial void SessionNotFound(ILogger log, Exception fault, int shard);

        [LoggerMessage(55, LogLevel.Warning, "The session of shard {Shard} could not be kept; the next start begins a new one")]
        public static partial void SessionNotKept(ILogger log, Exception fault, int shard);

        [LoggerMessage(56, LogLevel.Warning, "Discord answers again after {Lasted} and {Attempts} attempts")]
        public static partial void GatewayFound(ILogger log, TimeSpan lasted, int attempts);

        [LoggerMessage(53, LogLevel.Error, "A listener of shard changes failed")]
        public static partial void ListenerFailed(ILogger log, Exception fault);
    }
}
