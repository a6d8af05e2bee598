using System.Globalization;

namespace Bronx.Platform.Ledger;

/// <summary>An amount of whole coins. Arithmetic is checked: what does not fit in 64 bits throws instead of turning round.</summary>
public readonly record struct Coins(long Value) : IComparable<Coins>
{
    /// <summary>The most one account may hold, and the least a mint may fall to (negated): 9 × 10^18.</summary>
    public const long CeilingValue = 9_000_000_000_000_000_000;

    public static readonly Coins Zero = new(0);

    public static readonly Coins Ceiling = new(CeilingValue);

    /// <exception cref="OverflowException">The sum does not fit.</exception>
    public static Coins operator +(Coins left, Coins right) => new(checked(left.Value + right.Value));

    /// <exception cref="OverflowException">The difference does not fit.</exception>
    public static Coins operator -(Coins left, Coins right) => new(checked(left.Value - right.Value));

    /// <exception cref="OverflowException">The negation does not fit.</exception>
    public static Coins operator -(Coins coins) => new(checked(-coins.Value));

    /// <exception cref="OverflowException">The product does not fit.</exception>
    public static Coins operator *(Coins coins, int times) => new(checked(coins.Value * times));

    /// <exception cref="OverflowException">The product does not fit.</exception>
    public static Coins operator *(int times, Coins coins) => coins * times;

    public static bool operator <(Coins left, Coins right) => left.Value < right.Value;

    public static bool operator >(Coins left, Coins right) => left.Value > right.Value;

    public static bool operator <=(Coins left, Coins right) => left.Value <= right.Value;

    public static bool operator >=(Coins left, Coins right) => left.Value >= right.Value;

    public static Coins Min(Coins left, Coins right) => left <= right ? left : right;

    public static Coins Max(Coins left, Coins right) => left >= right ? left : right;

    public int CompareTo(Coins other) => Value.CompareTo(other.Value);

    /// <summary>Grouped by thousands: "1,500".</summary>
    public override string ToString() => Value.ToString("N0", CultureInfo.InvariantCulture);
}
