using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Balance;

internal static class BalanceTexts
{
    /// <param name="other">Whose balance it is; null for the caller's own.</param>
    public static Reply Balance(string? other, Coins wallet, Coins bank) =>
        Reply.Of(Look.Card(
            other is null ? "Your coins" : $"Coins of {Say.Safe(other, 60)}",
            EconomyTexts.Columns(("Wallet", wallet), ("Bank", bank), ("Total", wallet + bank))));
}
