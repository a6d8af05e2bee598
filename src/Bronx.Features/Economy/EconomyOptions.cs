using Bronx.Platform.Options;

namespace Bronx.Features.Economy;

/// <summary>What a server chooses about coins. Balances stay one per person: a server decides what happens in it, not what people have.</summary>
internal static class EconomyOptions
{
    public static readonly Option<bool> Rob = Choose.Toggle(
        "economy.rob", true, "Robbing", "Whether people may rob each other in this server.");

    public static readonly OptionSchema Schema = new(
        "economy", OptionScope.Server, 1, "Economy", "Coins are the same everywhere; here you choose what may be done with them in this server.", [Rob]);
}
