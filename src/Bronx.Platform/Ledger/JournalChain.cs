using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Bronx.Platform.Ledger;

/// <summary>
/// The hash chain: each entry's hash covers the hash before it and everything that moved. Accounts are covered by what they are (kind,
/// party number, name), so that nobody can be swapped behind a number. Who a party is and what message it came from is left out:
/// that must be erasable.
/// </summary>
internal static class JournalChain
{
    public const int HashSize = SHA256.HashSizeInBytes;

    private const int MaxAccount = 1 + 8 + 2 + (AccountId.MaxNameLength * 3);
    private const int MaxEntry = HashSize + 8 + TransferId.Size + 1 + 8 + (2 * MaxAccount) + (4 * 8) + 2 + (Transfer.MaxReasonLength * 3);

    /// <summary>What comes before the first entry.</summary>
    public static byte[] Start => new byte[HashSize];

    public static byte[] Next(
        ReadOnlySpan<byte> previous, long sequence, TransferId id, EntryKind kind, long groupStart, in Party from, in Party to,
        long amount, long fromBalance, long toBalance, long at, string reason)
    {
        Span<byte> buffer = stackalloc byte[MaxEntry];
        previous.CopyTo(buffer);
        var length = HashSize;
        Append(buffer, ref length, sequence);
        id.CopyTo(buffer[length..]);
        length += TransferId.Size;
        buffer[length++] = (byte)kind;
        Append(buffer, ref length, groupStart);
        Append(buffer, ref length, from);
        Append(buffer, ref length, to);
        Append(buffer, ref length, amount);
        Append(buffer, ref length, fromBalance);
        Append(buffer, ref length, toBalance);
        Append(buffer, ref length, at);
        Append(buffer, ref length, reason);
        return SHA256.HashData(buffer[..length]);
    }

    private static void Append(Span<byte> buffer, ref int length, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(buffer[length..], value);
        length += sizeof(long);
    }

    private static void Append(Span<byte> buffer, ref int length, string text)
    {
        var written = Encoding.UTF8.GetBytes(text, buffer[(length + 2)..]);
        BinaryPrimitives.WriteUInt16BigEndian(buffer[length..], (ushort)written);
        length += 2 + written;
    }

    private static void Append(Span<byte> buffer, ref int length, in Party party)
    {
        buffer[length++] = (byte)party.Kind;
        Append(buffer, ref length, party.Number);
        Append(buffer, ref length, party.Name);
    }

    /// <summary>An account as the chain sees it.</summary>
    public readonly record struct Party(AccountKind Kind, long Number, string Name)
    {
        public static Party Of(LedgerAccount account) => new(account.Kind, account.Party, account.Party == 0 ? account.Id.Name : "");
    }
}
