using Bronx.Features.Gambling.Fairness;

namespace Bronx.Features.Gambling.Blackjack;

/// <summary>A hand as its player sees it.</summary>
/// <param name="Settled">Null while it runs.</param>
internal sealed record HandView(OpenGame Game, FairBet Drawn, Round Round, Settled? Settled)
{
    /// <summary>Whether its player walked away from it.</summary>
    public bool IsLeft { get; init; }
}
