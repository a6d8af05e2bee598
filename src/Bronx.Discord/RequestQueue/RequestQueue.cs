using System.Diagnostics.Metrics;
using System.Net;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using Bronx.Discord.Rest;
using Microsoft.Extensions.Logging;

namespace Bronx.Discord.RequestQueue;

/// <summary>
/// The one way out to Discord's HTTP API. A single loop owns every bucket; callers, timers and answers talk to it through a channel,
/// so nothing in here is locked.
/// </summary>
internal sealed partial class RequestQueue : IAsyncDisposable
{
    private readonly Channel<Event> _inbox = Channel.CreateUnbounded<Event>(new() { SingleReader = true });
    private readonly CancellationTokenSource _lifetime = new();
    private readonly HttpTransport _transport;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly int _capacity;
    private readonly long _start;
    private readonly QueueMeter _meter;
    private readonly Scheduler _scheduler;
    private readonly Random _chance;
    private readonly Task _loop;
    private readonly List<TaskCompletionSource> _drained = [];
    private readonly Dictionary<RouteTemplate, Outage> _failing = [];
    private readonly Outage _outage;
    private int _outstanding;
    private int _stopping;
    private long _stopUntil;
    private bool _tokenRejected;
    private TimeSpan _lastWarned;

    public RequestQueue(DiscordOptions options, HttpMessageHandler handler, TimeProvider clock, Random chance, ILogger log, IMeterFactory meters)
    {
        _transport = new HttpTransport(options, handler, clock);
        _clock = clock;
        _chance = chance;
        _log = log;
        _capacity = options.QueueCapacity;
        _outage = new Outage(clock);
        _start = clock.GetTimestamp();
        _meter = new QueueMeter(meters, () => Volatile.Read(ref _outstanding));
        _scheduler = new Scheduler(options.GlobalRequestsPerSecond, options.InvalidRequestsToStopAt, clock.GetUtcNow(), chance, _meter);
        _loop = Task.Run(RunAsync);
    }

    private TimeSpan Now => _clock.GetElapsedTime(_start);

    /// <summary>Lines the request up and returns the answer's body.</summary>
    public async Task<byte[]> SendAsync(ApiRequest request, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (Interlocked.Increment(ref _outstanding) > _capacity)
        {
            Interlocked.Decrement(ref _outstanding);
            throw Refusals.Full(_capacity);
        }

        try
        {
            var waiter = new Waiter();
            request.Waiters.Add(waiter);
            if (Volatile.Read(ref _stopping) != 0 || !_inbox.Writer.TryWrite(new Event.Queued(request)))
            {
                throw Refusals.Stopping();
            }

            using var registration = ct.UnsafeRegister(
                static (state, token) =>
                {
                    var (queue, waiter) = ((RequestQueue, Waiter))state!;
                    waiter.Cancel(token);
                    queue._inbox.Writer.TryWrite(new Event.Cancelled(waiter));
                },
                (this, waiter));
            return await waiter.Task;
        }
        finally
        {
            Interlocked.Decrement(ref _outstanding);
        }
    }

    /// <summary>
    /// Sends without lining up: for the first answer to an interaction, which nothing but an edge ban may hold back. A repeat after a
    /// fault is safe, because Discord refuses a second answer with <paramref name="alreadyDone"/>, which then means the first arrived.
    /// </summary>
    public async Task SendNowAsync(ApiRequest request, int alreadyDone, CancellationToken ct)
    {
        const int attempts = 3;
        for (var attempt = 1; ; attempt++)
        {
            ct.ThrowIfCancellationRequested();
            var wait = TimeSpan.FromTicks(Volatile.Read(ref _stopUntil)) - Now;
            if (wait > TimeSpan.Zero)
            {
                throw Refusals.EdgeBan(wait);
            }

            var sent = _clock.GetTimestamp();
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_lifetime.Token, ct);
            var answer = await _transport.SendAsync(request, either.Token);
            ct.ThrowIfCancellationRequested();
            _inbox.Writer.TryWrite(new Event.Observed(request.Route.Template, answer, _clock.GetElapsedTime(sent)));
            if (answer.Succeeded)
            {
                return;
            }

            var error = answer.Fault is null ? ApiErrors.From(answer, request.Route.Template) : null;
            if (error?.Code == alreadyDone && attempt > 1)
            {
                return;
            }

            var passing = answer.Fault is not null and not RequestRefusedException || answer.Status >= HttpStatusCode.InternalServerError;
            if (!passing || attempt == attempts)
            {
                throw error ?? answer.Fault!;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt), _clock, ct);
        }
    }

    /// <summary>How things stand, by route.</summary>
    public async Task<QueueSnapshot> SnapshotAsync(CancellationToken ct)
    {
        var asked = new TaskCompletionSource<QueueSnapshot>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_inbox.Writer.TryWrite(new Event.Asked(asked)))
        {
            throw Refusals.Stopping();
        }

        return await asked.Task.WaitAsync(ct);
    }

    /// <summary>Refuses new requests and waits for the rest; what is left when <paramref name="ct"/> is cancelled fails.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        if (Interlocked.Exchange(ref _stopping, 1) == 0)
        {
            var drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _inbox.Writer.TryWrite(new Event.Draining(drained));
            await drained.Task.WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _lifetime.CancelAsync();
            _inbox.Writer.TryComplete();
        }

        await _loop;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        _transport.Dispose();
        _lifetime.Dispose();
    }

    private async Task RunAsync()
    {
        await using var timer = _clock.CreateTimer(_ => _inbox.Writer.TryWrite(Event.Tick.Instance), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        while (await _inbox.Reader.WaitToReadAsync())
        {
            while (_inbox.Reader.TryRead(out var happened))
            {
                Apply(happened);
            }

            var now = Now;
            while (_scheduler.TryTake(now) is { } request)
            {
                _meter.Sent(request.Route.Template, now - request.Queued);
                _ = AttemptAsync(request);
            }

            Publish(now);
            if (_scheduler.NextDue(now) is { } due)
            {
                // Timers count whole milliseconds: one early tick would only ask again.
                timer.Change(TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((due - now).TotalMilliseconds))), Timeout.InfiniteTimeSpan);
            }

            if (_drained.Count > 0 && _scheduler is { Waiting: 0, InFlight: 0 })
            {
                _drained.ForEach(waiting => waiting.TrySetResult());
                _drained.Clear();
            }
        }

        _scheduler.FailAll(Refusals.Stopping());
    }

    private async Task AttemptAsync(ApiRequest request)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var sent = _clock.GetTimestamp();
        var answer = await _transport.SendAsync(request, _lifetime.Token);
        if (!_inbox.Writer.TryWrite(new Event.Answered(request, answer, _clock.GetElapsedTime(sent))))
        {
            // The loop is gone: nobody else will tell the callers.
            foreach (var waiter in request.Waiters)
            {
                waiter.Fail(Refusals.Stopping());
            }
        }
    }

    private void Apply(Event happened)
    {
        var now = Now;
        switch (happened)
        {
            case Event.Queued(var request):
                _scheduler.Add(request, now);
                break;
            case Event.Cancelled(var waiter):
                _scheduler.Cancel(waiter);
                break;
            case Event.Answered(var request, var answer, var took):
                _meter.Answered(request.Route.Template, answer, took);
                Log(request.Route.Template, answer);
                _scheduler.Complete(request, answer, now);
                break;
            case Event.Observed(var template, var answer, var took):
                _meter.Answered(template, answer, took);
                Log(template, answer);
                _scheduler.Observe(template, answer, now);
                break;
            case Event.Asked(var asked):
                asked.TrySetResult(QueueSnapshot.Of(_scheduler, _meter, now));
                break;
            case Event.Draining(var drained):
                _drained.Add(drained);
                break;
        }

        _scheduler.Sweep(now);
    }

    /// <summary>Lets those who do not line up know of a stop, and the log of what an owner must hear.</summary>
    private void Publish(TimeSpan now)
    {
        Volatile.Write(ref _stopUntil, _scheduler.StopUntil.Ticks);
        if (_scheduler.TokenRejected && !_tokenRejected)
        {
            _tokenRejected = true;
            Logs.TokenRejected(_log);
        }

        if (_scheduler.InvalidRequests >= 500 && now - _lastWarned > TimeSpan.FromMinutes(1))
        {
            _lastWarned = now;
            Logs.ManyInvalid(_log, _scheduler.InvalidRequests);
        }
    }

    private void Log(RouteTemplate template, Answer answer)
    {
        if (answer.Fault is not null)
        {
            if (answer.Fault is not RequestRefusedException && _outage.Failed())
            {
                Logs.Fault(_log, template.Name, answer.Fault.Message, _outage.Failures);
            }

            return;
        }

        if (_outage.Ended() is { Failures: > 1 } over)
        {
            Logs.Back(_log, over.Lasted, over.Failures);
        }

        if (answer.Status < HttpStatusCode.InternalServerError)
        {
            if (_failing.Count > 0 && _failing.Remove(template, out var failed) && failed.Ended() is { Failures: > 1 } mended)
            {
                Logs.Mended(_log, template.Name, mended.Lasted, mended.Failures);
            }
        }
        else if ((CollectionsMarshal.GetValueRefOrAddDefault(_failing, template, out _) ??= new Outage(_clock)).Failed())
        {
            Logs.ServerError(_log, template.Name, (int)answer.Status);
        }

        if (answer.Status == HttpStatusCode.TooManyRequests)
        {
            Logs.RateLimited(_log, template.Name, answer.Limits.Scope, answer.Limits.RetryAfter, answer.IsJson);
        }
    }

    /// <summary>What the loop hears of.</summary>
    private abstract record Event
    {
        public sealed record Queued(ApiRequest Request) : Event;

        public sealed record Cancelled(Waiter Waiter) : Event;

        public sealed record Answered(ApiRequest Request, Answer Answer, TimeSpan Took) : Event;

        public sealed record Observed(RouteTemplate Template, Answer Answer, TimeSpan Took) : Event;

        public sealed record Asked(TaskCompletionSource<QueueSnapshot> Snapshot) : Event;

        public sealed record Draining(TaskCompletionSource Done) : Event;

        public sealed record Tick : Event
        {
            public static readonly Tick Instance = new();
        }
    }

    private static partial class Logs
    {
        [LoggerMessage(1, LogLevel.Warning, "{Route}: no answer ({Fault}; time {Attempt})")]
        public static partial void Fault(ILogger log, string route, string fault, int attempt);

        [LoggerMessage(2, LogLevel.Warning, "{Route}: 429, scope {Scope}, retry after {RetryAfter}, from the API: {Api}")]
        public static partial void RateLimited(ILogger log, string route, LimitScope scope, TimeSpan? retryAfter, bool api);

        [LoggerMessage(3, LogLevel.Warning, "{Route}: Discord answered {Status}")]
        public static partial void ServerError(ILogger log, string route, int status);

        [LoggerMessage(6, LogLevel.Warning, "Discord answers again after {Lasted} and {Attempts} attempts")]
        public static partial void Back(ILogger log, TimeSpan lasted, int attempts);

        [LoggerMessage(7, LogLevel.Information, "{Route}: works again after {Lasted} and {Attempts} errors")]
        public static partial void Mended(ILogger log, string route, TimeSpan lasted, int attempts);

        // Information: the gateway's refusal, which stops the bot, says the same with what to do.
        [LoggerMessage(4, LogLevel.Information, "Discord rejected the bot's token; nothing more is sent")]
        public static partial void TokenRejected(ILogger log);

        [LoggerMessage(5, LogLevel.Error, "{Count} invalid requests within ten minutes; Discord bans the address at 10000")]
        public static partial void ManyInvalid(ILogger log, int count);
    }
}
