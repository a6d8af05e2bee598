using System.Security.Cryptography;

namespace Bronx.Features.Gambling.Fairness;

/// <summary>What makes a seed.</summary>
internal static class FairRules
{
    /// <summary>Bytes of a server seed.</summary>
    public const int SeedSize = 32;

    public const int LongestClientSeed = 64;

    /// <summary>The promise that is shown before a bet: SHA-256 of the server seed's bytes, in hexadecimal digits.</summary>
    public static string Commitment(byte[] serverSeed) => Convert.ToHexStringLower(SHA256.HashData(serverSeed));

    /// <summary>Printable ASCII only, so that everybody's verifier sees the same bytes; no backtick, so that it can be shown as code.</summary>
    public static bool IsClientSeed(string text) =>
        text.Length is > 0 and <= LongestClientSeed && text.All(sign => sign is >= ' ' and <= '~' and not '`');
}
