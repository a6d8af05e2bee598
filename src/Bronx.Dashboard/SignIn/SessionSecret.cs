using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Bronx.Dashboard.SignIn;

/// <summary>
/// 256 random bits that only one browser knows. The store knows their hash, and what it keeps in confidence is sealed with a key made
/// of them: a copy of the store opens nothing.
/// </summary>
internal sealed class SessionSecret
{
    private const int Length = 32;
    private const int TextLength = 43;
    private const int Nonce = 12;
    private const int Tag = 16;

    private readonly byte[] _bytes;

    private SessionSecret(byte[] bytes) => _bytes = bytes;

    public static SessionSecret New(RandomNumberGenerator chance)
    {
        var bytes = new byte[Length];
        chance.GetBytes(bytes);
        return new SessionSecret(bytes);
    }

    public static bool TryRead(string? text, [NotNullWhen(true)] out SessionSecret? secret)
    {
        secret = null;
        if (text?.Length != TextLength || !text.All(static sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_'))
        {
            return false;
        }

        // The last sign carries two spare bits: only one spelling counts.
        var bytes = new byte[Length];
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done || written != Length || WebEncoders.Base64UrlEncode(bytes) != text)
        {
            return false;
        }

        secret = new SessionSecret(bytes);
        return true;
    }

    /// <summary>As it stands in the cookie.</summary>
    public string Text => WebEncoders.Base64UrlEncode(_bytes);

    /// <summary>What the store knows it by.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(_bytes));

    /// <summary>Another secret that follows from this one, and from which this one does not follow.</summary>
    public string Derive(string purpose) => WebEncoders.Base64UrlEncode(Key(purpose));

    /// <summary>Whether somebody knows what follows from this secret. Takes the same time for every text.</summary>
    public bool Derives(string purpose, string? claimed) =>
        claimed is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Derive(purpose)), Encoding.UTF8.GetBytes(claimed));

    public byte[] Seal(string purpose, string text, RandomNumberGenerator chance)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedText = new byte[Nonce + plain.Length + Tag];
        chance.GetBytes(sealedText.AsSpan(0, Nonce));
        using var cipher = new AesGcm(Key(purpose), Tag);
        cipher.Encrypt(sealedText.AsSpan(0, Nonce), plain, sealedText.AsSpan(Nonce, plain.Length), sealedText.AsSpan(Nonce + plain.Length));
        return sealedText;
    }

    /// <exception cref="CryptographicException">It was sealed by another secret, or changed.</exception>
    public string Open(string purpose, byte[] sealedText)
    {
        if (sealedText.Length < Nonce + Tag)
        {
            throw new CryptographicException("Too short to have been sealed.");
        }

        var plain = new byte[sealedText.Length - Nonce - Tag];
        using var cipher = new AesGcm(Key(purpose), Tag);
        cipher.Decrypt(sealedText.AsSpan(0, Nonce), sealedText.AsSpan(Nonce, plain.Length), sealedText.AsSpan(Nonce + plain.Length), plain);
        return Encoding.UTF8.GetString(plain);
    }

    private byte[] Key(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _bytes, Length, info: Encoding.UTF8.GetBytes("BronxBot " + purpose));
}
