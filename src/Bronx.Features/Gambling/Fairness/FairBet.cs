using System.Globalization;

namespace Bronx.Features.Gambling.Fairness;

/// <summary>One bet's place in the chain of seeds. It knows the server seed and so is never shown or logged as a whole.</summary>
/// <param name="pair">Which pair of seeds of this person, from 1.</param>
/// <param name="nonce">Which bet with that pair, from 0.</param>
/// <param name="isRevealed">Whether the server seed is public: a bet that was not settled by then never will be.</param>
internal sealed class FairBet(long pair, long nonce, byte[] serverSeed, string clientSeed, bool isRevealed)
{
    public bool IsRevealed => isRevealed;

    /// <summary>Of which pair.</summary>
    public long Pair => pair;

    /// <summary>Whether what came back has to be told: its person limits their losses.</summary>
    public bool IsCounted { get; init; }

    /// <summary>What the person looks it up by: "3-17".</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{pair}-{nonce}");

    /// <summary>Its numbers, from the first.</summary>
    public FairStream Stream() => new(serverSeed, clientSeed, nonce);
}
