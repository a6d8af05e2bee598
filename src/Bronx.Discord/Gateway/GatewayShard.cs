using System.Text.Json;
using Bronx.Discord.Json;
using Microsoft.Extensions.Logging;

namespace Bronx.Discord.Gateway;

/// <summary>What all shards of a client share.</summary>
/// <param name="Prepared">Completes when the bot can hear events; before that no shard asks for any.</param>
internal sealed record GatewaySetting(DiscordOptions Options, HttpMessageInvoker Http, Uri Address, int ShardCount, IdentifyGate Gate, Task Prepared, TimeProvider Clock, ILogger Log, GatewayMeter Meter);

/// <summary>
/// One shard through all its connections: connects, identifies or resumes, reads events, and begins again until it is stopped or
/// refused for good.
/// </summary>
internal sealed partial class GatewayShard(int number, GatewaySetting setting, EventIntake intake, Random chance, Action<ShardStatus> changed, Func<Presence?> presence)
    : IConnectionOwner
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(60);

    /// <summary>A connection that ends sooner has not really worked, even if it was ready.</summary>
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(10);

    private const int MostHasty = 3;

    private readonly Outage _outage = new(setting.Clock);
    private readonly PresenceKeeper _presence = new(setting.Clock, presence);
    private GatewaySession? _session;
    private GatewayConnection? _connection;
    private long _sequence;
    private int _failures;
    private int _hasty;
    private CancellationToken _lifetime;
    private ShardStatus _status = new(number, ConnectionState.Stopped, null, 0, null);

    public ShardStatus Status => Volatile.Read(ref _status);

    public int Number => number;

    long? IConnectionOwner.Sequence => Volatile.Read(ref _sequence) is var sequence and > 0 ? sequence : null;

    /// <summary>Runs until <paramref name="ct"/> is cancelled. Throws <see cref="GatewayRefusedException"/> when Discord refused for good.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        _lifetime = ct;
        try
        {
            while (true)
            {
                ct.ThrowIfCancellationRequested();
                var began = setting.Clock.GetTimestamp();
                var end = await ConnectOnceAsync(ct);
                setting.Meter.Reconnected();
                _hasty = setting.Clock.GetElapsedTime(began) < ShortLife ? _hasty + 1 : 0;
                if (end.Aftermath == Aftermath.GiveUp)
                {
                    var remedy = CloseCodes.Remedy(end.CloseCode ?? 0, setting.Options.Intents);
                    Change(status => status with { State = ConnectionState.Failed, Reason = remedy });
                    throw new GatewayRefusedException(end.CloseCode ?? 0, remedy);
                }

                if (end.Aftermath == Aftermath.Identify)
                {
                    Forget();
                }

                var wait = _failures == 0 && _hasty <= MostHasty && end.Wait is { } told ? told : Max(end.Wait ?? TimeSpan.Zero, BackOff());
                if (_outage.Failed())
                {
                    Log.Reconnecting(setting.Log, number, end.Reason, wait.TotalSeconds, _session is not null, _outage.Failures);
                }

                Change(status => status with { State = ConnectionState.WaitingToReconnect, Reconnects = status.Reconnects + 1, Reason = end.Reason });
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, setting.Clock, ct);
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            Change(status => status with { State = ConnectionState.Stopped });
        }
    }

    /// <summary>Goes on with the session of an earlier process. Before <see cref="RunAsync"/>.</summary>
    public void Restore(SessionState state)
    {
        _session = new GatewaySession(state.SessionId, new Uri(state.ResumeAddress));
        Volatile.Write(ref _sequence, state.Sequence);
        intake.Restore(state);
        Log.TakenUp(setting.Log, number, state.Sequence);
    }

    /// <summary>What a later process needs to go on, after <see cref="RunAsync"/> has ended and everything is handled; null without a session.</summary>
    public SessionState? Keep() => _session is { } session ? intake.Keep(SessionState.OwnerOf(setting.Options), session, Volatile.Read(ref _sequence)) : null;

    /// <summary>Sends an ordinary payload on the present connection. Throws <see cref="InvalidOperationException"/> when there is none.</summary>
    public Task SendAsync(byte[] payload, CancellationToken ct) => _connection is { } connection && Status.State == ConnectionState.Ready
        ? connection.SendAsync(payload, ct)
        : throw new InvalidOperationException($"Shard {number} is not connected now; try again when it is ready.");

    /// <summary>Shows what the bot is to be seen as, if this shard is ready; else that is done when it is.</summary>
    public Task ShowPresenceAsync() => Status.State == ConnectionState.Ready ? _presence.ShowAsync(SendAsync, _lifetime) : Task.CompletedTask;

    async Task IConnectionOwner.GreetedAsync(GatewayConnection connection, CancellationToken ct)
    {
        if (!setting.Prepared.IsCompletedSuccessfully)
        {
            // What failed is told by whoever prepares; here it only means that the line stays silent until the client is stopped.
            await setting.Prepared.ContinueWith(static _ => { }, ct, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        }

        if (_session is { } session)
        {
            Change(status => status with { State = ConnectionState.Resuming });
            await connection.SendNowAsync(Payloads.Resume(setting.Options.Token, session.Id, Volatile.Read(ref _sequence)), ct);
            return;
        }

        Change(status => status with { State = ConnectionState.Identifying });
        await setting.Gate.PassAsync(
            number,
            () =>
            {
                setting.Meter.Identified();
                return connection.SendNowAsync(Payloads.Identify(setting.Options.Token, setting.Options.Intents, number, setting.ShardCount, _presence.Begin()), ct);
            },
            wait => Log.BudgetSpent(setting.Log, number, wait),
            ct);
    }

    void IConnectionOwner.Measured(TimeSpan roundTrip) => Change(status => status with { Latency = roundTrip });

    void IConnectionOwner.CaughtUp() => intake.CaughtUp();

    void IConnectionOwner.Dispatched(Frame frame)
    {
        setting.Meter.Received();
        if (frame.Kind == EventKind.Ready)
        {
            Begin(ReadyPayload.Read(frame.Payload), frame.Sequence);
            return;
        }

        if (frame.Sequence is { } sequence)
        {
            if (sequence <= _sequence)
            {
                // Sent twice: handled already.
                return;
            }

            Volatile.Write(ref _sequence, sequence);
        }

        if (frame.Kind == EventKind.Resumed)
        {
            Connected();
            intake.Resumed();
            BeReady();
            return;
        }

        if (intake.Wants(frame.Kind))
        {
            intake.Take(frame.Kind, frame.Payload);
        }
    }

    private void Begin(ReadyPayload ready, long? sequence)
    {
        if (_session?.Id == ready.SessionId && sequence <= Volatile.Read(ref _sequence))
        {
            // Sent twice: going back to it would have everything since handled again.
            return;
        }

        Volatile.Write(ref _sequence, sequence ?? 0);
        _session = new GatewaySession(ready.SessionId, GatewayAddress.Resuming(ready.ResumeAddress, setting.Address));
        Connected();
        intake.Begin(ready);
        BeReady();
        Log.Ready(setting.Log, number, ready.Guilds.Count);
    }

    private void BeReady()
    {
        Change(status => status with { State = ConnectionState.Ready, Reason = null });
        // Wished for while the line was down.
        _ = ShowPresenceAsync();
    }

    private void Connected()
    {
        _failures = 0;
        if (_outage.Ended() is { Failures: > 1 } over)
        {
            Log.Back(setting.Log, number, over.Lasted, over.Failures);
        }
    }

    private async Task<ConnectionEnd> ConnectOnceAsync(CancellationToken ct)
    {
        Change(status => status with { State = ConnectionState.Connecting });
        _failures++;
        await using var connection = new GatewayConnection(this, setting.Http, setting.Options, setting.Clock, chance, setting.Log, setting.Meter);
        _connection = connection;
        try
        {
            // After a few failures at the resume address the ordinary one may still do.
            var address = _session is { } session && _failures <= 3 ? session.ResumeAddress : setting.Address;
            return await connection.RunAsync(GatewayAddress.WithQuery(address, setting.Options.Compress), ct);
        }
        finally
        {
            _connection = null;
        }
    }

    private void Forget()
    {
        _session = null;
        Volatile.Write(ref _sequence, 0);
    }

    /// <summary>Nothing after a connection that worked; else longer each time, with jitter, so that a thousand shards do not come back at once.</summary>
    private TimeSpan BackOff()
    {
        var ceiling = FirstBackOff * Math.Pow(2, Math.Min(Math.Max(_failures, _hasty - MostHasty), 10));
        return (ceiling < LongestBackOff ? ceiling : LongestBackOff) * (0.5 + (0.5 * chance.NextDouble()));
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private void Change(Func<ShardStatus, ShardStatus> change)
    {
        while (true)
        {
            var before = Volatile.Read(ref _status);
            var after = change(before);
            if (after == before)
            {
                return;
            }

            if (Interlocked.CompareExchange(ref _status, after, before) == before)
            {
                changed(after);
                return;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(40, LogLevel.Information, "Shard {Shard} is ready with {Guilds} servers")]
        public static partial void Ready(ILogger log, int shard, int guilds);

        [LoggerMessage(41, LogLevel.Warning, "Shard {Shard}: {Reason}; reconnecting in {Seconds:0.0} s (resume: {Resume}, time {Attempt})")]
        public static partial void Reconnecting(ILogger log, int shard, string reason, double seconds, bool resume, int attempt);

        [LoggerMessage(43, LogLevel.Information, "Shard {Shard} is connected again after {Lasted} and {Attempts} attempts")]
        public static partial void Back(ILogger log, int shard, TimeSpan lasted, int attempts);

        [LoggerMessage(44, LogLevel.Information, "Shard {Shard} goes on with the session of the last run after event {Sequence}")]
        public static partial void TakenUp(ILogger log, int shard, long sequence);

        [LoggerMessage(42, LogLevel.Error, "Shard {Shard} may not identify any more today; waiting {Wait}. Something makes the bot begin sessions over and over")]
        public static partial void BudgetSpent(ILogger log, int shard, TimeSpan wait);
    }
}
