using System.Security.Cryptography;

namespace Bronx.Features.Gambling.Fairness;

/// <summary>Where new seeds come from. The real one is the operating system's cryptographic generator; tests bring their own.</summary>
/// <param name="bytes">So many fresh bytes.</param>
internal sealed class SeedSource(Func<int, byte[]> bytes)
{
    public static SeedSource Cryptographic() => new(RandomNumberGenerator.GetBytes);

    public byte[] ServerSeed() => bytes(FairRules.SeedSize);

    /// <summary>Until the person sets their own.</summary>
    public string ClientSeed() => Convert.ToHexStringLower(bytes(8));
}
