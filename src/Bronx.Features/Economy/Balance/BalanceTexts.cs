using Bronx.Discord.Models;
using Bronx.Features.Economy.Badges;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Balance;

internal static class BalanceTexts
{
    /// <param name="other">Whose balance it is; null for the caller's own.</param>
    public static Reply Balance(string? other, Coins wallet, Coins bank, IReadOnlyList<EarnedBadge> badges) =>
        Reply.Of(Look.Card(
            other is null ? "Your coins" : $"Coins of {Say.Safe(other, 60)}",
            EconomyTexts.Columns(("Wallet", wallet), ("Bank", bank), ("Total", wallet + bank))) with
        {
            Footer = badges.Count == 0 ? null : new EmbedFooter(BadgeTexts.Signs(badges)),
        });
}
