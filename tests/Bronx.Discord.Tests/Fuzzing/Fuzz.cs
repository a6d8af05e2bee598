using System.Diagnostics.Metrics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Bronx.Discord.Caching;
using Bronx.Discord.Gateway;
using Bronx.Discord.Json;
using Bronx.Discord.Models;
using Bronx.Discord.RequestQueue;
using Bronx.Discord.Rest;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Discord.Tests.Fuzzing;

/// <summary>
/// Throws broken frames, sockets, packed streams, headers, bodies and kept sessions at the code that reads them. Whatever the bytes, a reader either
/// gives something or throws one of the faults that its caller is there to catch.
/// </summary>
internal sealed class Fuzz : IDisposable
{
    private readonly Random _chance;
    private readonly Mutator _mutator;
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Dispatcher _dispatcher;
    private EventIntake _intake = null!;
    private readonly QueueMeter _meter;
    private readonly DiscordOptions _options = new() { Token = "token" };
    private readonly (string Name, Action Try)[] _targets;
    private readonly Dictionary<string, (long Tried, long Refused)> _tally = [];

    public Fuzz(int seed)
    {
        _chance = new Random(seed);
        _mutator = new Mutator(_chance);
        var meters = _services.GetRequiredService<IMeterFactory>();
        _meter = new QueueMeter(meters, () => 0);
        _dispatcher = new Dispatcher(TimeProvider.System, NullLogger.Instance, new GatewayMeter(meters));
        Listen<MessageCreated>();
        Listen<MessageUpdated>();
        Listen<MessageDeleted>();
        Listen<InteractionCreated>();
        Listen<ReactionAdded>();
        Listen<ReactionRemoved>();
        Listen<GuildAvailable>();
        _dispatcher.Start();
        Begin();
        _targets = [("frames", Frames), ("socket", Socket), ("packed", Packed), ("headers", Headers), ("bodies", Bodies), ("sessions", Sessions), ("answers", Answers)];
    }

    public DiscordCache Cache { get; private set; } = null!;

    /// <summary>How often each part was tried and how often it refused what it got.</summary>
    public IReadOnlyDictionary<string, (long Tried, long Refused)> Tally => _tally;

    /// <summary>A new client: invented servers would otherwise fill the memory, as real ones rightly do.</summary>
    public void Begin()
    {
        Cache = new DiscordCache(new MemberCache(1000, isTold: true, TimeProvider.System));
        _intake = new EventIntake(0, 1, Cache, _dispatcher, new MemberRequests());
    }

    /// <summary>One attempt at each part. An exception that leaves it is a find; the input is in its data.</summary>
    public void Once()
    {
        foreach (var (name, attempt) in _targets)
        {
            var (tried, refused) = _tally.GetValueOrDefault(name);
            try
            {
                attempt();
            }
            catch (Exception fault) when (IsExpected(fault))
            {
                refused++;
            }

            _tally[name] = (tried + 1, refused);
        }
    }

    public void Dispose()
    {
        _dispatcher.Dispose();
        _services.Dispose();
    }

    /// <summary>What the callers of these readers catch; everything else would end a connection's or the queue's loop.</summary>
    private static bool IsExpected(Exception fault) => fault is JsonException or InvalidOperationException or FormatException or InvalidDataException or OverflowException;

    private void Listen<TEvent>()
        where TEvent : GatewayEvent => _dispatcher.Add<TEvent>((_, _) => ValueTask.CompletedTask);

    private T Any<T>(IReadOnlyList<T> items) => items[_chance.Next(items.Count)];

    private byte[] AnyFrame() => _chance.Next(6) == 0 ? Encoding.UTF8.GetBytes(Any(Samples.Frames)) : Samples.Dispatch(Any(Samples.Events), _chance.Next());

    private void Frames()
    {
        try
        {
            var frame = Frame.Read(_mutator.Of(AnyFrame()));
            if (frame.Kind == EventKind.Ready)
            {
                _intake.Begin(ReadyPayload.Read(frame.Payload));
            }
            else if (_intake.Wants(frame.Kind))
            {
                _intake.Take(frame.Kind, frame.Payload);
            }
        }
        finally
        {
            _intake.CaughtUp();
        }

        // What was believed of a broken frame must still be a cache that can be asked.
        foreach (var guild in Cache.Guilds.Take(3))
        {
            guild.OwnPermissionsIn(new(7), DateTimeOffset.UnixEpoch);
        }
    }

    private void Socket()
    {
        var frame = AnyFrame();
        var bytes = _mutator.Of([.. SocketBytes.Frame(1, frame.AsSpan(0, frame.Length / 2), final: false), .. SocketBytes.Frame(9, "p"u8), .. SocketBytes.Frame(0, frame.AsSpan(frame.Length / 2)), .. SocketBytes.Frame(2, frame)]);
        using var socket = GatewaySocket.Over(new SocketBytes.Line(bytes, 1 + _chance.Next(2000)));
        do
        {
            while (socket.TryTake(out var message))
            {
                Frame.Read(message.Span);
            }
        }
        while (socket.FillAsync().AsTask().GetAwaiter().GetResult());
    }

    private void Packed()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(AnyFrame());
            zlib.Flush();
        }

        using var inflater = new ZlibStreamInflater();
        using var into = new PooledBuffer(1024 * 1024);
        inflater.Inflate(_mutator.Of(packed.ToArray()), into);
        Frame.Read(into.Written.Span);
    }

    private void Headers()
    {
        using var answer = new HttpResponseMessage();
        foreach (var name in (string[])["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "X-RateLimit-Reset-After", "X-RateLimit-Bucket", "X-RateLimit-Scope", "X-RateLimit-Global", "Retry-After", "Date"])
        {
            if (_chance.Next(3) > 0)
            {
                answer.Headers.TryAddWithoutValidation(name, _chance.Next(3) == 0 ? Encoding.Latin1.GetString(_mutator.Of(Encoding.Latin1.GetBytes(Any(Samples.Headers)))) : Any(Samples.Headers));
            }
        }

        var read = RateLimitHeaders.Read(answer.Headers, DateTimeOffset.UnixEpoch.AddYears(56));
        if (read is { Limit: <= 0 } or { Remaining: < 0 } || read.ResetAfter < TimeSpan.Zero || read.RetryAfter < TimeSpan.Zero || read.ResetAfter > TimeSpan.FromDays(1) || read.Told is { Year: < 1900 })
        {
            throw new NotSupportedException($"senseless limits were believed: {read}");
        }
    }

    private void Bodies()
    {
        var body = _mutator.Of(Encoding.UTF8.GetBytes(Any(Samples.Bodies)));
        var answer = new Answer { Status = (HttpStatusCode)Any([400, 403, 404, 429, 500]), Body = body, IsJson = _chance.Next(5) > 0 };
        if (ApiErrors.From(answer, Routes.CurrentUser().Template).Message.Length > 4000)
        {
            throw new NotSupportedException("an error as long as its body");
        }

        ApiErrors.RateLimit(body);
        ReadValue<object?> read = Any<ReadValue<object?>>([MessageReader.Message, EntityReader.Member, EntityReader.Channel, EntityReader.Guild, EntityReader.User, EntityReader.Role,
            (ref Utf8JsonReader reader) => Lenient.List(ref reader, MessageReader.Message),
            (ref Utf8JsonReader reader) => JsonSerializer.Deserialize(ref reader, WireJson.Default.GatewayBody),
            (ref Utf8JsonReader reader) => JsonSerializer.Deserialize(ref reader, WireJson.Default.IReadOnlyListApplicationCommand)]);
        var reader = new Utf8JsonReader(body);
        if (reader.Read())
        {
            read(ref reader);
        }
    }

    private void Sessions()
    {
        var state = new SessionState(SessionState.OwnerOf(_options), "s", "wss://x/", 7, new User { Id = new(42), Username = "Bronx" }, new AppId(43), [new Guild { Id = new(100), Name = "Bakery" }], [], []);
        SessionState.Read(new StoredSession(0, 1, DateTimeOffset.UnixEpoch, _mutator.Of(state.Write())), _options, DateTimeOffset.UnixEpoch);
    }

    /// <summary>Any answers at all must leave a queue that gets through its requests in the end.</summary>
    private void Answers()
    {
        var scheduler = new Scheduler(50, 9000, DateTimeOffset.UnixEpoch, _chance, _meter);
        var now = TimeSpan.Zero;
        for (var n = 0; n < 6; n++)
        {
            var request = new ApiRequest(Any([Routes.Send(new((ulong)_chance.Next(1, 3))), Routes.Member(new(1), new(2)), Routes.CurrentUser(), Routes.StartTyping(new(1))]), (RequestPriority)_chance.Next(3));
            request.Waiters.Add(new Waiter());
            scheduler.Add(request, now);
        }

        for (var steps = 0; scheduler.Waiting > 0; steps++)
        {
            if (steps > 2000)
            {
                throw new NotSupportedException($"the queue hangs with {scheduler.Waiting} requests");
            }

            if (scheduler.TryTake(now) is not { } request)
            {
                var due = scheduler.NextDue(now) ?? throw new NotSupportedException("the queue sleeps for ever");
                now = due > now ? due : now + TimeSpan.FromMilliseconds(1);
                scheduler.Sweep(now);
                continue;
            }

            now += TimeSpan.FromMilliseconds(_chance.Next(300));
            scheduler.Complete(request, AnyAnswer(), now);
        }
    }

    private Answer AnyAnswer()
    {
        if (_chance.Next(8) == 0)
        {
            return new Answer { Fault = new HttpRequestException("gone"), NeverSent = _chance.Next(2) == 0 };
        }

        using var answer = new HttpResponseMessage();
        HttpResponseHeaders headers = answer.Headers;
        foreach (var name in (string[])["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset-After", "X-RateLimit-Bucket", "X-RateLimit-Scope", "Retry-After"])
        {
            if (_chance.Next(4) > 0)
            {
                headers.TryAddWithoutValidation(name, Any(Samples.Headers));
            }
        }

        return new Answer
        {
            Status = (HttpStatusCode)Any([200, 200, 204, 400, 403, 404, 429, 429, 500, 502]),
            Limits = RateLimitHeaders.Read(headers, DateTimeOffset.UnixEpoch),
            Body = _mutator.Of(Encoding.UTF8.GetBytes(Any(Samples.Bodies))),
            IsJson = _chance.Next(4) > 0,
        };
    }
}
