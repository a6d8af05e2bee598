using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Bronx.Discord.Models;

namespace Bronx.Platform.Ledger;

/// <summary>
/// 128 bits that name one transfer, made from what caused it: the same cause gives the same id, so that a repeat is recognised.
/// </summary>
public readonly record struct TransferId
{
    public const int Size = 16;

    private TransferId(UInt128 value) => Value = value;

    internal UInt128 Value { get; }

    /// <summary>
    /// The first 128 bits of SHA-256 over the parts, each with its type and length before it, so that ("a", "bc") and ("ab", "c")
    /// differ. The first part says what it is about: <c>From("daily", user, "2026-03-02")</c>.
    /// </summary>
    public static TransferId From(params ReadOnlySpan<TransferIdPart> parts)
    {
        if (parts.IsEmpty)
        {
            throw new ArgumentException("A transfer id needs a cause: at least one part.", nameof(parts));
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = stackalloc byte[13];
        foreach (var part in parts)
        {
            var text = part.Text is null ? [] : Encoding.UTF8.GetBytes(part.Text);
            head[0] = part.Text is null ? (byte)1 : (byte)2;
            BinaryPrimitives.WriteInt32BigEndian(head[1..], part.Text is null ? 8 : text.Length);
            BinaryPrimitives.WriteUInt64BigEndian(head[5..], part.Number);
            hash.AppendData(part.Text is null ? head : head[..5]);
            hash.AppendData(text);
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return FromBytes(digest[..Size]);
    }

    /// <summary>16 bytes, as <see cref="CopyTo"/> wrote them.</summary>
    public static TransferId FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Size
        ? new TransferId(BinaryPrimitives.ReadUInt128BigEndian(bytes))
        : throw new ArgumentException("A transfer id has 16 bytes.", nameof(bytes));

    /// <summary>Reads the 32 hexadecimal digits that <see cref="ToString"/> writes.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TransferId id)
    {
        Span<byte> bytes = stackalloc byte[Size];
        if (text.Length == 2 * Size && Convert.FromHexString(text, bytes, out _, out var written) == System.Buffers.OperationStatus.Done && written == Size)
        {
            id = FromBytes(bytes);
            return true;
        }

        id = default;
        return false;
    }

    public void CopyTo(Span<byte> destination) => BinaryPrimitives.WriteUInt128BigEndian(destination, Value);

    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    public override string ToString() => Convert.ToHexStringLower(ToBytes());
}

/// <summary>One part of a cause: text or a number. Converts by itself from strings, numbers and Discord's ids.</summary>
public readonly struct TransferIdPart
{
    private TransferIdPart(string? text, ulong number)
    {
        Text = text;
        Number = number;
    }

    internal string? Text { get; }

    internal ulong Number { get; }

    public static implicit operator TransferIdPart(string text) => new(text ?? throw new ArgumentNullException(nameof(text)), 0);

    public static implicit operator TransferIdPart(ulong number) => new(null, number);

    public static implicit operator TransferIdPart(UserId id) => new(null, id.Value);

    public static implicit operator TransferIdPart(GuildId id) => new(null, id.Value);

    public static implicit operator TransferIdPart(ChannelId id) => new(null, id.Value);

    public static implicit operator TransferIdPart(MessageId id) => new(null, id.Value);

    public static implicit operator TransferIdPart(InteractionId id) => new(null, id.Value);

    public static implicit operator TransferIdPart(TransferId id) => new(id.ToString(), 0);
}
