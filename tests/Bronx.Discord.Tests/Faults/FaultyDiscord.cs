using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bronx.Discord.Tests.Fuzzing;
using Bronx.Testing;

namespace Bronx.Discord.Tests.Faults;

/// <summary>
/// Discord in memory that breaks on demand and writes down what became of every event: what the client has read or could
/// have had by a resume must be handled, once. Watches the rules that a client has to keep, too.
/// </summary>
internal sealed class FaultyDiscord(HeldClock clock, int seed) : HttpMessageHandler
{
    private static readonly ulong[] Guilds = [100, 200, 300];

    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _payloads = new();
    private List<(int Sequence, ulong Message, byte[] Frame)> _log = [];
    private WireStream? _line;
    private string? _session;
    private DateTimeOffset _identifyNotBefore;
    private int _sessions;
    private int _sequence;
    private int _refusals;
    private bool _speaking;
    private bool _silent;
    private bool _noHello;
    private bool _dropOnResume;
    private bool _lateReady;
    private bool _watches = true;

    /// <summary>The other half, which breaks by itself.</summary>
    public FaultyApi Api { get; } = new(clock, seed);

    /// <summary>Messages that have to be handled: read by the client, or to be had by a resume.</summary>
    public HashSet<ulong> Due { get; } = [];

    /// <summary>Rules that the client broke.</summary>
    public List<string> Violations { get; } = [];

    public int Identifies { get; private set; }

    public int Resumes { get; private set; }

    public int Heartbeats { get; private set; }

    /// <summary>Whether the client has read all there is and waits; or has no line.</summary>
    public bool IsCalm
    {
        get
        {
            lock (_gate) { return _line is null or { IsOver: true } or { IsParked: true }; }
        }
    }

    public bool HasLine
    {
        get
        {
            lock (_gate) { return _line is { IsOver: false }; }
        }
    }

    /// <summary>Somebody says something in one of the servers.</summary>
    public void Say(ulong message)
    {
        lock (_gate)
        {
            if (_session is null)
            {
                // Nobody is listening and nobody will be told.
                return;
            }

            var guild = Guilds[message % (ulong)Guilds.Length];
            Dispatch("MESSAGE_CREATE", $$"""{"id":"{{message}}","channel_id":"{{guild + 7}}","guild_id":"{{guild}}","author":{"id":"9","username":"ada"},"content":"m{{message}}","timestamp":"2026-03-02T09:00:00+00:00","type":0}""", message);
        }
    }

    public void Strike(FaultKind kind, Random chance)
    {
        lock (_gate)
        {
            var line = _line!;
            switch (kind)
            {
                case FaultKind.Drop:
                    line.Cut();
                    break;
                case FaultKind.DropInsideAFrame:
                    var frame = SocketBytes.Frame(1, "{\"t\":\"MESSAGE_CREATE\",\"s\":"u8);
                    line.Put(frame.AsSpan(0, chance.Next(1, frame.Length)));
                    _speaking = false;
                    break;
                case FaultKind.Reconnect:
                    Send("""{"op":7,"d":null}""");
                    _speaking = false;
                    break;
                case FaultKind.InvalidButResumable:
                    Send("""{"op":9,"d":true}""");
                    _speaking = false;
                    break;
                case FaultKind.Invalid:
                    Send("""{"op":9,"d":false}""");
                    Forget(TimeSpan.FromSeconds(1));
                    break;
                case FaultKind.Close:
                    Close((int[])[4000, 4001, 4002, 4003, 4005, 4008, 1001, 1012], chance);
                    break;
                case FaultKind.CloseForANewSession:
                    Close((int[])[4007, 4009], chance);
                    Forget(TimeSpan.Zero);
                    break;
                case FaultKind.Silence:
                    (_silent, _speaking) = (true, false);
                    break;
                case FaultKind.RefuseToConnect:
                    _refusals = chance.Next(1, 6);
                    line.Cut();
                    break;
                case FaultKind.NoHello:
                    _noHello = true;
                    line.Cut();
                    break;
                case FaultKind.DropWhileResuming:
                    _dropOnResume = true;
                    line.Cut();
                    break;
                case FaultKind.LateReady:
                    _lateReady = true;
                    Send("""{"op":9,"d":false}""");
                    Forget(TimeSpan.FromSeconds(1));
                    break;
                case FaultKind.AskForHeartbeat:
                    Send("""{"op":1,"d":null}""");
                    break;
                case FaultKind.RepeatFrames:
                    // As after a resume that overlaps: the same events with the same numbers.
                    foreach (var (_, _, sent) in _log.TakeLast(5))
                    {
                        line.Put(sent);
                    }

                    break;
            }
        }

        // Outside of the lock: a line cut inside a frame ends only when the other side is told.
        if (kind == FaultKind.DropInsideAFrame)
        {
            _line!.Cut();
        }
    }

    /// <summary>From here on the client may leave for good.</summary>
    public void EndWatch()
    {
        lock (_gate) { _watches = false; }
    }

    /// <summary>READY, where it was withheld.</summary>
    public void EndOutage()
    {
        lock (_gate)
        {
            if (_lateReady && _line is { IsOver: false } && _session is not null && !_speaking)
            {
                _lateReady = false;
                Begin();
            }
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.TryGetValues("Sec-WebSocket-Key", out var keys))
        {
            return Open(keys.Single());
        }

        if (request.RequestUri!.AbsolutePath.EndsWith("/gateway/bot", StringComparison.Ordinal))
        {
            return FaultyApi.Json(HttpStatusCode.OK, """{"url":"ws://discord.test/gateway","shards":1,"session_start_limit":{"total":1000,"remaining":1000,"reset_after":86400000,"max_concurrency":1} }""");
        }

        return await Api.PostAsync(await request.Content!.ReadAsStringAsync(cancellationToken), cancellationToken);
    }

    private HttpResponseMessage Open(string key)
    {
        lock (_gate)
        {
            if (_refusals > 0)
            {
                _refusals--;
                throw new HttpRequestException(HttpRequestError.ConnectionError, "connection refused");
            }

            var line = new WireStream(Heard, Left);
            (_line, _speaking, _silent) = (line, false, false);
            _payloads.Clear();
            if (_noHello)
            {
                _noHello = false;
            }
            else
            {
                Send("""{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250}}""");
            }

            var answer = new HttpResponseMessage(HttpStatusCode.SwitchingProtocols) { Content = new LineContent(line) };
#pragma warning disable CA5350 // What the handshake demands.
            answer.Headers.Add("Sec-WebSocket-Accept", Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))));
#pragma warning restore CA5350
            return answer;
        }
    }

    private void Left(WireStream line)
    {
        lock (_gate)
        {
            _line = _line == line ? null : _line;
        }
    }

    private void Heard(WireStream line, int opcode, byte[] payload)
    {
        lock (_gate)
        {
            if (line != _line || _silent)
            {
                return;
            }

            CountPayload();
            if (opcode == 8)
            {
                var code = payload.Length < 2 ? 1005 : (payload[0] << 8) + payload[1];
                Break(code is 1000 or 1001, $"closed with {code}, which ends the session");
                line.Put(SocketBytes.Frame(8, payload));
                return;
            }

            var frame = JsonDocument.Parse(payload).RootElement;
            switch (frame.GetProperty("op").GetInt32())
            {
                case 1:
                    Heartbeats++;
                    Send("""{"op":11}""");
                    break;
                case 2:
                    Identified();
                    break;
                case 6:
                    Resumed(frame.GetProperty("d"));
                    break;
            }
        }
    }

    private void Identified()
    {
        var now = clock.GetUtcNow();
        Break(_session is not null, "identified though the session could be resumed");
        Break(now < _identifyNotBefore, "identified too soon");
        _identifyNotBefore = now + TimeSpan.FromSeconds(5);
        Identifies++;
        _session = $"session-{++_sessions}";
        (_sequence, _log) = (0, []);
        if (!_lateReady)
        {
            Begin();
        }
    }

    private void Begin()
    {
        _speaking = true;
        Dispatch("READY", $$"""{"v":10,"user":{"id":"42","username":"Bronx","bot":true},"guilds":[{{string.Join(',', Guilds.Select(id => $$"""{"id":"{{id}}","unavailable":true}"""))}}],"session_id":"{{_session}}","resume_gateway_url":"ws://discord.test/resume","application":{"id":"43","flags":0} }""");
        foreach (var guild in Guilds)
        {
            Dispatch("GUILD_CREATE", $$"""{"id":"{{guild}}","name":"g{{guild}}","owner_id":"5","member_count":2,"roles":[{"id":"{{guild}}","name":"@everyone","permissions":"3072"}],"channels":[{"id":"{{guild + 7}}","type":0,"name":"general"}],"members":[{"user":{"id":"42","username":"Bronx"},"roles":[]}]}""");
        }
    }

    private void Resumed(JsonElement d)
    {
        var sequence = d.GetProperty("seq").GetInt32();
        if (d.GetProperty("session_id").GetString() != _session || sequence > _sequence)
        {
            Break(_session is not null, "resumed with what is not its own");
            Send("""{"op":9,"d":false}""");
            _identifyNotBefore = clock.GetUtcNow() + TimeSpan.FromSeconds(1);
            return;
        }

        Resumes++;
        var missed = _log.Where(sent => sent.Sequence > sequence).ToArray();
        if (_dropOnResume)
        {
            // Half of what was missed, and the line is gone again.
            _dropOnResume = false;
            Array.ForEach(missed[..(missed.Length / 2)], Deliver);
            var line = _line!;
            line.Put([0x81], () => { });
            _ = Task.Run(line.Cut);
            return;
        }

        _speaking = true;
        Array.ForEach(missed, Deliver);
        Dispatch("RESUMED", "{}");
    }

    private void Dispatch(string name, string d, ulong message = 0)
    {
        var sequence = ++_sequence;
        var sent = (sequence, message, SocketBytes.Frame(1, Encoding.UTF8.GetBytes($$"""{"t":"{{name}}","s":{{sequence}},"op":0,"d":{{d}}}""")));
        _log.Add(sent);
        if (_speaking)
        {
            Deliver(sent);
        }
    }

    private void Deliver((int Sequence, ulong Message, byte[] Frame) sent)
    {
        var due = sent.Message;
        _line?.Put(sent.Frame, due == 0 ? null : () => Due.Add(due));
    }

    private void Close(int[] codes, Random chance)
    {
        var code = codes[chance.Next(codes.Length)];
        _line!.Put(SocketBytes.Frame(8, [(byte)(code >> 8), (byte)code]));
        _speaking = false;
    }

    private void Forget(TimeSpan leastWait)
    {
        (_session, _speaking) = (null, false);
        var least = clock.GetUtcNow() + leastWait;
        _identifyNotBefore = least > _identifyNotBefore ? least : _identifyNotBefore;
    }

    private void Send(string json) => _line?.Put(SocketBytes.Frame(1, Encoding.UTF8.GetBytes(json)));

    private void CountPayload()
    {
        var now = clock.GetUtcNow();
        while (_payloads.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromMinutes(1))
        {
            _payloads.Dequeue();
        }

        _payloads.Enqueue(now);
        Break(_payloads.Count > 120, "sent more than 120 payloads within a minute");
    }

    private void Break(bool broken, string rule)
    {
        if (broken && _watches)
        {
            Violations.Add($"{clock.GetUtcNow():HH:mm:ss} {rule}");
        }
    }
}
