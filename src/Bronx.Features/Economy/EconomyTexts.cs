using Bronx.Discord.Models;
using Bronx.Features.Economy.Bank;
using Bronx.Features.Economy.Daily;
using Bronx.Features.Economy.Work;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy;

/// <summary>Words that several commands of the economy share; each command's own words are beside it.</summary>
internal static class EconomyTexts
{
    /// <summary>Labels and amounts in two columns, the amounts ending at the same place.</summary>
    public static string Columns(params IReadOnlyList<(string Label, Coins Amount)> rows)
    {
        var labels = rows.Max(row => row.Label.Length);
        var amounts = rows.Max(row => row.Amount.ToString().Length);
        return $"```\n{string.Join('\n', rows.Select(row => $"{row.Label.PadRight(labels)}  {row.Amount.ToString().PadLeft(amounts)}"))}\n```";
    }

    public static string Name(Pocket pocket) => pocket == Pocket.Wallet ? "wallet" : "bank";

    /// <param name="spelled">How the person would type a command here.</param>
    public static Reply NotEnough(Pocket pocket, Coins available, Coins asked, Func<string, string> spelled) =>
        Reply.Of(Look.Refusal(available.Value == 0
            ? Empty(pocket, spelled)
            : $"That takes {Say.Coins(asked)}, and your {Name(pocket)} has {Say.Coins(available)}. Try less, or `all`."));

    public static Reply NotOneCoin(Pocket pocket, Coins available, Func<string, string> spelled) =>
        Reply.Of(Look.Refusal(available.Value == 0
            ? Empty(pocket, spelled)
            : $"That share of {Say.Coins(available)} is less than one coin. Try `all`."));

    private static string Empty(Pocket pocket, Func<string, string> spelled) => pocket == Pocket.Wallet
        ? $"Your wallet is empty. `{spelled(DailyCommand.Definition.Name)}` and `{spelled(WorkCommand.Definition.Name)}` bring coins."
        : $"Your bank is empty. `{spelled(DepositCommand.Definition.Name)}` puts coins there.";

    public static Reply TooMuch(Coins most) => Reply.Of(Look.Refusal($"The most you can use here is {Say.Coins(most)}."));

    public static Reply Full() => Reply.Of(Look.Refusal($"There is no room for that: an account holds {Say.Coins(Coins.Ceiling)} at most."));

    public static Reply NoAccountForBots() => Reply.Of(Look.Refusal("Bots have no account. Name a person instead."));

    public static Reply NoAccountYet(UserId person) =>
        Reply.Of(Look.Refusal($"{Say.User(person)} has no account yet. It opens by itself when they first use me."));

    /// <summary>What the wallet holds after something was added or taken.</summary>
    public static string InWallet(Coins balance) => $"Your wallet: **{Say.Coins(balance)}**.";
}
