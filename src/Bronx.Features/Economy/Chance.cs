using System.Security.Cryptography;

namespace Bronx.Features.Economy;

/// <summary>
/// Where luck comes from. The real one is the operating system's cryptographic generator: it has no seed that anyone could learn,
/// set or share, so nothing a person types can influence or foretell an outcome. Tests bring their own.
/// </summary>
/// <param name="below">A uniform whole number from 0 up to, not including, its argument.</param>
internal sealed class Chance(Func<int, int> below)
{
    public static Chance Cryptographic() => new(RandomNumberGenerator.GetInt32);

    /// <summary>Uniform between the two bounds, both included.</summary>
    public int Between(int low, int high) => low + below(high - low + 1);
}
