using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Economy.Why;

/// <summary>Opens a person's statement at a page, for the command and its buttons alike.</summary>
internal sealed class WhyBook(Ledger ledger)
{
    /// <param name="reader">Who looks at it; the buttons obey them.</param>
    /// <param name="person">Whose coins.</param>
    /// <param name="trail">The pages turned so far, by the sequence each begins before; empty for the newest.</param>
    /// <param name="daily">How the reader would type it here.</param>
    public async Task<Reply> OpenAsync(UserId reader, UserId person, IReadOnlyList<long> trail, string daily, CancellationToken ct)
    {
        long? before = trail.Count == 0 ? null : trail[^1];
        var wallet = await ledger.HistoryAsync(AccountId.Wallet(person), WhyRules.PageSize + 1, before, ct);
        var bank = await ledger.HistoryAsync(AccountId.Bank(person), WhyRules.PageSize + 1, before, ct);
        return WhyTexts.Statement(reader, person, WhyRules.Page(wallet, bank), trail, daily);
    }
}
