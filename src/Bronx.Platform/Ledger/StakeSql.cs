namespace Bronx.Platform.Ledger;

/// <summary>A reservation with its account, for both engines: eleven columns in this order.</summary>
internal static class StakeSql
{
    public const string Select = """
        SELECT r.sequence, r.deadline, j.amount, a.id, CAST(a.kind AS bigint), a.party, a.name, p.user_id, a.balance, CAST(r.state AS bigint), r.closed_by, j.id, j.reason, j.at
        FROM ledger_journal j
        JOIN ledger_reservations r ON r.sequence = j.sequence
        JOIN ledger_accounts a ON a.id = j.from_account
        LEFT JOIN ledger_parties p ON p.party = a.party
        """;
}
