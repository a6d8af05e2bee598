namespace Bronx.Features.Gambling;

/// <summary>What the games are called. The short names are part of transfer ids and never change.</summary>
internal static class Names
{
    public static string Of(Game game) => game switch
    {
        Game.Coinflip => "coinflip",
        Game.Slots => "slots",
        Game.Roulette => "roulette",
        Game.Plinko => "plinko",
        Game.Crash => "crash",
        _ => throw new ArgumentOutOfRangeException(nameof(game)),
    };

    public static string Title(Game game) => game switch
    {
        Game.Coinflip => "Coinflip",
        Game.Slots => "Slots",
        Game.Roulette => "Roulette",
        Game.Plinko => "Plinko",
        Game.Crash => "Crash",
        _ => throw new ArgumentOutOfRangeException(nameof(game)),
    };
}
