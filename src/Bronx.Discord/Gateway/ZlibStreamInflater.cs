using System.IO.Compression;

namespace Bronx.Discord.Gateway;

/// <summary>
/// Unpacks a connection's zlib-stream: one context for all frames, each ending in a sync flush (00 00 FF FF). Bombs are refused by a
/// bound on what one frame may unpack to.
/// </summary>
internal sealed class ZlibStreamInflater : IDisposable
{
    private readonly Feed _feed = new();
    private readonly ZLibStream _zlib;

    public ZlibStreamInflater() => _zlib = new ZLibStream(_feed, CompressionMode.Decompress, leaveOpen: false);

    /// <summary>Whether the bytes gathered so far end a frame.</summary>
    public static bool EndsFrame(ReadOnlySpan<byte> packed) => packed.EndsWith((ReadOnlySpan<byte>)[0x00, 0x00, 0xFF, 0xFF]);

    /// <summary>Unpacks a whole frame into <paramref name="into"/>. Throws <see cref="InvalidDataException"/> for anything else.</summary>
    public void Inflate(ReadOnlyMemory<byte> packed, PooledBuffer into)
    {
        _feed.Give(packed);
        while (true)
        {
            var read = Read(into.Free(4096).Span);
            if (read == 0)
            {
                return;
            }

            into.Advance(read);
        }
    }

    public void Dispose() => _zlib.Dispose();

    private int Read(Span<byte> into)
    {
        try
        {
            return _zlib.Read(into);
        }
        catch (IOException fault)
        {
            // Some nonsense, a preset dictionary for one, is reported so; it is nonsense all the same.
            throw new InvalidDataException(fault.Message, fault);
        }
    }

    /// <summary>Hands the inflater what has arrived and then says "no more for now".</summary>
    private sealed class Feed : Stream
    {
        private ReadOnlyMemory<byte> _rest;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public void Give(ReadOnlyMemory<byte> packed) => _rest = packed;

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, _rest.Length);
            _rest.Span[..count].CopyTo(buffer);
            _rest = _rest[count..];
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
