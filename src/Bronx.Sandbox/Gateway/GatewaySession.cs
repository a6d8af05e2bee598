using System.Text;

namespace Bronx.Sandbox.Gateway;

/// <summary>
/// One identified shard: its sequence and the dispatches that a RESUME may ask for. Outlives its socket. Used under the world's lock.
/// </summary>
internal sealed class GatewaySession(string id, Intents intents, int shard, int shards, int replayLimit)
{
    private readonly Queue<(int Sequence, byte[] Frame)> _sent = new();

    public string Id { get; } = id;

    public Intents Intents { get; } = intents;

    public int Shard { get; } = shard;

    public int Shards { get; } = shards;

    public int LargeThreshold { get; init; } = 50;

    public int Sequence { get; private set; }

    /// <summary>The socket that carries it now, if any.</summary>
    public GatewayConnection? Connection { get; set; }

    /// <summary>Since when it has none.</summary>
    public DateTimeOffset DetachedAt { get; set; }

    /// <summary>Whether events of a guild go to this shard; those of no guild go to shard 0.</summary>
    public bool Carries(Snowflake? guild) => (guild is { } known ? (int)((known.Value >> 22) % (ulong)Shards) : 0) == Shard;

    public void Dispatch(string name, ReadOnlySpan<byte> data)
    {
        Sequence++;
        var frame = Frame(name, Sequence, data);
        _sent.Enqueue((Sequence, frame));
        while (_sent.Count > replayLimit)
        {
            _sent.Dequeue();
        }

        Connection?.Send(frame);
    }

    /// <summary>Whether everything after a sequence is still kept.</summary>
    public bool CanReplayAfter(int sequence) => sequence == Sequence || (_sent.TryPeek(out var oldest) && oldest.Sequence <= sequence + 1);

    public void ReplayAfter(int sequence)
    {
        foreach (var (sent, frame) in _sent)
        {
            if (sent > sequence)
            {
                Connection?.Send(frame);
            }
        }
    }

    private static byte[] Frame(string name, int sequence, ReadOnlySpan<byte> data)
    {
        var head = Encoding.UTF8.GetBytes($$"""{"t":"{{name}}","s":{{sequence}},"op":0,"d":""");
        var frame = new byte[head.Length + data.Length + 1];
        head.CopyTo(frame, 0);
        data.CopyTo(frame.AsSpan(head.Length));
        frame[^1] = (byte)'}';
        return frame;
    }
}
