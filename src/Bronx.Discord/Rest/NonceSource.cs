using System.Globalization;

namespace Bronx.Discord.Rest;

/// <summary>Nonces that no other run of the bot makes within minutes: a random start, then counting. 25 characters at most.</summary>
internal sealed class NonceSource(Random chance)
{
    private readonly string _run = chance.NextInt64(1L << 48).ToString("x12", CultureInfo.InvariantCulture);
    private long _count;

    public string Next() => _run + Interlocked.Increment(ref _count).ToString("x", CultureInfo.InvariantCulture);
}
