namespace Bronx.Platform.Ledger;

/// <summary>What a walk over the whole ledger found.</summary>
/// <param name="Accounts">How many there are.</param>
/// <param name="Transfers">How many the journal holds.</param>
/// <param name="Sum">Of all balances; zero when all is well.</param>
/// <param name="Findings">One line per difference, at most 100; empty when the ledger is proved.</param>
/// <param name="Head">Hash of the last journal entry: note it elsewhere, and a later audit proves that history was not rewritten.</param>
public sealed record LedgerAudit(long Accounts, long Transfers, Int128 Sum, IReadOnlyList<string> Findings, string Head)
{
    public bool IsProved => Findings.Count == 0;
}
