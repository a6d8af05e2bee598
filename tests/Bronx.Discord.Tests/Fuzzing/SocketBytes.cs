namespace Bronx.Discord.Tests.Fuzzing;

/// <summary>What a server puts on a WebSocket's line.</summary>
internal static class SocketBytes
{
    public static byte[] Frame(int opcode, ReadOnlySpan<byte> payload, bool final = true)
    {
        byte[] length = payload.Length < 126 ? [(byte)payload.Length]
            : payload.Length <= ushort.MaxValue ? [126, (byte)(payload.Length >> 8), (byte)payload.Length]
            : [127, 0, 0, 0, 0, (byte)(payload.Length >> 24), (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length];
        return [(byte)((final ? 0x80 : 0) | opcode), .. length, .. payload];
    }

    /// <summary>A line on which prepared bytes arrive in chunks, and what is sent is kept.</summary>
    internal sealed class Line(byte[] arriving, int chunk) : MemoryStream
    {
        private int _at;

        public byte[] Written => ToArray();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = Math.Min(Math.Min(buffer.Length, chunk), arriving.Length - _at);
            arriving.AsMemory(_at, count).CopyTo(buffer);
            _at += count;
            return ValueTask.FromResult(count);
        }
    }
}
