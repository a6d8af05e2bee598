using Bronx.Platform.Ledger;
using Bronx.Platform.Options;

namespace Bronx.Features.Economy.Choices;

/// <summary>What a person decides about their coins, in every server.</summary>
internal static class CoinChoices
{
    /// <summary>Obeyed by everything through which coins leave a wallet at a word: gifts and bets.</summary>
    public static readonly Option<Coins> Confirm = Choose.Amount(
        "coins.confirm", Coins.Zero, Coins.Zero, Coins.Ceiling, "Ask me from", "From which amount on I ask before you give or bet it; 0 never asks.", none: "never");

    /// <summary>Obeyed by every game.</summary>
    public static readonly Option<Coins> MostPerBet = Choose.Amount(
        "coins.most-per-bet", Coins.Zero, Coins.Zero, Coins.Ceiling, "My largest bet", "The most that you let yourself bet at once; 0 sets no limit.", none: "no limit");

    public static readonly Option<bool> Robbing = Choose.Toggle(
        "coins.robbing", fallback: true, "Robbing", "Whether you can be robbed and may rob; back on, you may rob a while later.");

    public static readonly Option<bool> Gifts = Choose.Toggle(
        "notices.gifts", fallback: false, "Gifts", "Whether I write to you when somebody gives you coins.");

    public static readonly Option<bool> Robbed = Choose.Toggle(
        "notices.robbed", fallback: false, "Robberies", "Whether I write to you when somebody tries for your wallet.");

    public static OptionSchema Purse { get; } = new(
        "coins", OptionScope.Person, 1, "Coins", "When I ask before your coins move, and how far you let yourself go.", [Confirm, MostPerBet, Robbing]);

    public static OptionSchema Notices { get; } = new(
        "notices", OptionScope.Person, 1, "Notifications", "What I write to you about, unless you want no direct messages.", [Gifts, Robbed]);
}
