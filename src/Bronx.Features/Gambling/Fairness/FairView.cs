namespace Bronx.Features.Gambling.Fairness;

/// <summary>What a person may know about their seeds now: hashes of what is secret, everything of what is not.</summary>
/// <param name="Pair">Number of the pair in use, from 1.</param>
/// <param name="Commitment">SHA-256 of the server seed in use.</param>
/// <param name="NextCommitment">SHA-256 of the one that follows it, fixed before a new client seed can be chosen.</param>
/// <param name="Bets">Placed with this pair so far; also the next bet's nonce.</param>
/// <param name="Last">The newest bets, newest first.</param>
/// <param name="Revealed">The pair before, when there was one.</param>
internal sealed record FairView(
    long Pair, string Commitment, string NextCommitment, string ClientSeed, long Bets, IReadOnlyList<PlacedBet> Last, RevealedPair? Revealed);

/// <summary>A bet as the list of bets has it.</summary>
internal sealed record PlacedBet(long Pair, long Nonce, string Game, DateTimeOffset At);

/// <summary>A pair of seeds that is out of use and public.</summary>
internal sealed record RevealedPair(long Pair, byte[] ServerSeed, string ClientSeed, long Bets);
