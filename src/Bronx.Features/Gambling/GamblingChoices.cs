using Bronx.Platform.Ledger;
using Bronx.Platform.Options;

namespace Bronx.Features.Gambling;

/// <summary>How little and how much a server lets people bet.</summary>
internal static class GamblingChoices
{
    public static readonly Option<Coins> Smallest = Choose.Amount(
        "gambling.smallest", Coins.Zero, Coins.Zero, new Coins(Stakes.Largest), "Smallest bet", "The least that can be bet at once here; 0 leaves it to each game.", none: "as each game says");

    public static readonly Option<Coins> Largest = Choose.Amount(
        "gambling.largest", Coins.Zero, Coins.Zero, new Coins(Stakes.Largest), "Largest bet", "The most that can be bet at once here; 0 sets no limit.", none: "no limit");

    public static OptionSchema Schema { get; } = new("gambling", OptionScope.Server, 1, "Gambling", "How little and how much can be bet in this server.", [Smallest, Largest])
    {
        Check = values => values.Get(Largest) > Coins.Zero && values.Get(Smallest) > values.Get(Largest) ? "the smallest bet is above the largest" : null,
    };
}
