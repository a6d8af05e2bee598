using System.Buffers;

namespace Bronx.Discord.Gateway;

/// <summary>Bytes of one frame in rented memory: grows up to a bound, shrinks back after a giant.</summary>
internal sealed class PooledBuffer(int bound) : IDisposable
{
    private const int Usual = 64 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Usual);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>At least <paramref name="least"/> bytes to write to. Throws <see cref="InvalidDataException"/> past the bound.</summary>
    public Memory<byte> Free(int least)
    {
        if (_bytes.Length - Length < least)
        {
            if (Length + least > bound)
            {
                throw new InvalidDataException($"a gateway frame of more than {bound} bytes");
            }

            var larger = ArrayPool<byte>.Shared.Rent(Math.Min(Math.Max(Length + least, _bytes.Length * 2), bound));
            _bytes.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        return _bytes.AsMemory(Length);
    }

    public void Advance(int count) => Length += count;

    /// <summary>Lets go of the first bytes; what is behind them moves to the front.</summary>
    public void Drop(int count)
    {
        if (count == 0)
        {
            return;
        }

        if (count == Length)
        {
            Clear();
            return;
        }

        _bytes.AsSpan(count, Length - count).CopyTo(_bytes);
        Length -= count;
    }

    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > 16 * Usual)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = ArrayPool<byte>.Shared.Rent(Usual);
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }
}
