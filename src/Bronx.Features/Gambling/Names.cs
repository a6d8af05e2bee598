namespace Bronx.Features.Gambling;

/// <summary>What the games are called. The short names are part of transfer ids and never change.</summary>
internal static class Names
{
    private static readonly (Game Game, string Name, string Title)[] All =
    [
        (Game.Coinflip, "coinflip", "Coinflip"),
        (Game.Slots, "slots", "Slots"),
        (Game.Roulette, "roulette", "Roulette"),
        (Game.Plinko, "plinko", "Plinko"),
        (Game.Crash, "crash", "Crash"),
        (Game.Blackjack, "blackjack", "Blackjack"),
    ];

    public static string Of(Game game) => Entry(game).Name;

    public static string Title(Game game) => Entry(game).Title;

    /// <summary>The game of a short name; null for anything else.</summary>
    public static Game? Find(string name) => All.Where(entry => entry.Name == name).Select(entry => (Game?)entry.Game).FirstOrDefault();

    private static (Game Game, string Name, string Title) Entry(Game game) => All.First(entry => entry.Game == game);
}
