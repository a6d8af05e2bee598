using Bronx.Platform.Ledger;
using Bronx.Platform.Options;

namespace Bronx.Features.Gambling;

/// <summary>What a server chooses about stakes. Whether games are played at all is chosen for every game together, elsewhere.</summary>
internal static class GamblingChoices
{
    public static readonly Option<Coins> Smallest = Choose.Amount(
        "gambling.smallest", new Coins(10), new Coins(10), new Coins(Stakes.Largest), "Smallest stake", "No game here takes less; plinko and crash never take less than 100 coins.");

    public static readonly Option<Coins> Largest = Choose.Amount(
        "gambling.largest", new Coins(Stakes.Largest), new Coins(100), new Coins(Stakes.Largest), "Largest stake", "No game here takes more. A double or a split in blackjack lays the same stake once more.");

    public static OptionSchema Schema { get; } = new(
        "gambling", OptionScope.Server, 1, "Bets", "How much can be staked here.", [Smallest, Largest])
    {
        Check = values => values.Get(Smallest) > values.Get(Largest) ? "The smallest stake is above the largest. Lower one, or raise the other." : null,
    };
}
