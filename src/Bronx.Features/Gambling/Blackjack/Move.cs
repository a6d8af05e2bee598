namespace Bronx.Features.Gambling.Blackjack;

/// <summary>What a player can do with the hand in play. The letters are stored and published: they never change.</summary>
internal enum Move
{
    Hit = 'h',
    Stand = 's',
    Double = 'd',
    Split = 'p',
}
