using System.Globalization;

namespace Bronx.Sandbox;

/// <summary>
/// A Discord id: milliseconds since 2015-01-01T00:00:00Z in the upper 42 bits, 22 bits of worker, process and counter below
/// (API reference, "Snowflakes"). In JSON it is a decimal string.
/// </summary>
public readonly record struct Snowflake(ulong Value) : IComparable<Snowflake>
{
    private const long Epoch = 1420070400000;

    /// <summary>The instant that the id carries, to the millisecond.</summary>
    public DateTimeOffset CreatedAt => DateTimeOffset.FromUnixTimeMilliseconds((long)(Value >> 22) + Epoch);

    public static implicit operator ulong(Snowflake id) => id.Value;

    public static bool operator <(Snowflake left, Snowflake right) => left.Value < right.Value;

    public static bool operator >(Snowflake left, Snowflake right) => left.Value > right.Value;

    public static bool operator <=(Snowflake left, Snowflake right) => left.Value <= right.Value;

    public static bool operator >=(Snowflake left, Snowflake right) => left.Value >= right.Value;

    /// <summary>The smallest id of an instant. Instants before 2015 give zero.</summary>
    public static Snowflake At(DateTimeOffset instant) => new((ulong)Math.Max(0, instant.ToUnixTimeMilliseconds() - Epoch) << 22);

    /// <summary>Reads 1 to 20 decimal digits; anything else, and zero, is no id.</summary>
    public static bool TryParse(string? text, out Snowflake id)
    {
        var parsed = ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value != 0;
        id = new Snowflake(value);
        return parsed;
    }

    public ulong ToUInt64() => Value;

    public int CompareTo(Snowflake other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
