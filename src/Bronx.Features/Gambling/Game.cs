namespace Bronx.Features.Gambling;

/// <summary>The games there are.</summary>
internal enum Game
{
    Coinflip,
    Slots,
    Roulette,
    Plinko,
    Crash,
    Blackjack,
}
