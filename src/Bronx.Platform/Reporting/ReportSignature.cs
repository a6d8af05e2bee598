using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bronx.Platform.Configuration;

namespace Bronx.Platform.Reporting;

/// <summary>
/// What proves that a report comes from somebody who knows the installation's secret: HMAC-SHA256 with the secret's UTF-8 bytes as key
/// over <c>timestamp</c>, a line feed, <c>nonce</c>, a line feed and the body as it is sent. In lower-case hexadecimal digits.
/// </summary>
public static class ReportSignature
{
    /// <summary>Milliseconds since 1970, UTC, in decimal.</summary>
    public const string TimestampHeader = "X-Bronx-Timestamp";

    /// <summary>16 to 64 letters and digits that are never used again.</summary>
    public const string NonceHeader = "X-Bronx-Nonce";

    public const string SignatureHeader = "X-Bronx-Signature";

    /// <summary>Characters of a secret at least.</summary>
    public const int ShortestSecret = 16;

    /// <summary>How far a timestamp may lie from the receiver's clock, to either side.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static string Sign(Secret secret, long timestamp, string nonce, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret.Reveal()));
        hmac.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{timestamp}\n{nonce}\n")));
        hmac.AppendData(body);
        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    /// <summary>Takes the same time whatever differs.</summary>
    public static bool Matches(Secret secret, long timestamp, string nonce, ReadOnlySpan<byte> body, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(secret, timestamp, nonce, body)), Encoding.UTF8.GetBytes(signature));

    public static bool IsNonce(string nonce) => nonce.Length is >= 16 and <= 64 && nonce.All(char.IsAsciiLetterOrDigit);
}
