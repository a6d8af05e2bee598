using System.Text;

namespace Bronx.Sandbox.Worlds;

/// <summary>
/// Ids for what a seeded world begins with: the same seed and the same name give the same id in every run, with an instant in the
/// year 2024, well before anything that happens.
/// </summary>
internal sealed class SeededIds(int seed)
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private const ulong MillisecondsInAYear = 31_622_400_000;

    public Snowflake Of(string name)
    {
        var hash = 14695981039346656037UL ^ ((ulong)(uint)seed * 0x9E3779B97F4A7C15UL);
        foreach (var octet in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ octet) * 1099511628211UL;
        }

        // FNV leaves the upper bits of short names alike; one round of SplitMix64 spreads them.
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        hash ^= hash >> 31;
        return new Snowflake(Snowflake.At(Start).Value + (((hash >> 22) % MillisecondsInAYear) << 22) + (hash & 0x3FFFFF));
    }
}
