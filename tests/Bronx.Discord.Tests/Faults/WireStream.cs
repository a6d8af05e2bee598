namespace Bronx.Discord.Tests.Faults;

/// <summary>
/// A line in memory: what the server sends lies here until the client reads it, what the client writes is handed to the server at once. Knows
/// what has been read, so that nobody has to guess what arrived.
/// </summary>
internal sealed class WireStream(Action<WireStream, int, byte[]> heard, Action<WireStream> left) : Stream
{
    private readonly Lock _gate = new();
    private readonly Queue<byte> _unread = new();
    private readonly Queue<(long End, Action Read)> _marks = new();
    private TaskCompletionSource? _reader;
    private long _sent;
    private long _taken;
    private bool _cut;

    /// <summary>Whether the client has read everything and waits for more.</summary>
    public bool IsParked
    {
        get
        {
            lock (_gate) { return _reader is not null; }
        }
    }

    /// <summary>Whether the line is no more.</summary>
    public bool IsOver { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Puts bytes on the line; <paramref name="read"/> is called when the client has read the last of them.</summary>
    public void Put(ReadOnlySpan<byte> bytes, Action? read = null)
    {
        TaskCompletionSource? reader;
        lock (_gate)
        {
            if (_cut)
            {
                return;
            }

            foreach (var one in bytes)
            {
                _unread.Enqueue(one);
            }

            _sent += bytes.Length;
            if (read is not null)
            {
                _marks.Enqueue((_sent, read));
            }

            (reader, _reader) = (_reader, null);
        }

        reader?.TrySetResult();
    }

    /// <summary>Ends the line without a word; what was not read is gone.</summary>
    public void Cut()
    {
        TaskCompletionSource? reader;
        lock (_gate)
        {
            _cut = true;
            IsOver = true;
            _unread.Clear();
            (reader, _reader) = (_reader, null);
        }

        reader?.TrySetResult();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Task more;
            lock (_gate)
            {
                if (_cut)
                {
                    return 0;
                }

                if (_unread.Count > 0)
                {
                    var count = Math.Min(buffer.Length, _unread.Count);
                    for (var i = 0; i < count; i++)
                    {
                        buffer.Span[i] = _unread.Dequeue();
                    }

                    _taken += count;
                    while (_marks.TryPeek(out var mark) && mark.End <= _taken)
                    {
                        _marks.Dequeue().Read();
                    }

                    return count;
                }

                _reader = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                more = _reader.Task;
            }

            await more;
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_cut)
        {
            throw new IOException("the line is cut");
        }

        // One write is one frame, masked, small.
        var frame = buffer.ToArray();
        var head = (frame[1] & 0x7F) switch { 126 => 4, 127 => 10, _ => 2 };
        heard(this, frame[0] & 0x0F, [.. frame[(head + 4)..].Select((one, i) => (byte)(one ^ frame[head + (i & 3)]))]);
        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Cut();
        left(this);
        base.Dispose(disposing);
    }
}
