using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bronx.Features.Gambling.Fairness;

/// <summary>
/// The numbers of one bet, in order. Block n is HMAC-SHA256 with the server seed as key over "client seed:nonce:n"; each number takes
/// the next four bytes. docs/guide/fairness.md describes it for those who write their own verifier: neither may change.
/// </summary>
internal sealed class FairStream(byte[] serverSeed, string clientSeed, long nonce)
{
    private byte[] _block = [];
    private int _used;
    private int _next;

    /// <summary>Uniform from 0 up to, not including, <paramref name="n"/>.</summary>
    /// <param name="n">1 or more.</param>
    public int Below(int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);

        // Values past the last whole multiple of n would make small results a little likelier: they are thrown away.
        var end = (1UL << 32) / (ulong)n * (ulong)n;
        while (true)
        {
            var value = NextWord();
            if (value < end)
            {
                return (int)(value % (uint)n);
            }
        }
    }

    private uint NextWord()
    {
        if (_used == _block.Length)
        {
            var message = string.Create(CultureInfo.InvariantCulture, $"{clientSeed}:{nonce}:{_next++}");
            _block = HMACSHA256.HashData(serverSeed, Encoding.UTF8.GetBytes(message));
            _used = 0;
        }

        var word = BinaryPrimitives.ReadUInt32BigEndian(_block.AsSpan(_used));
        _used += sizeof(uint);
        return word;
    }
}
