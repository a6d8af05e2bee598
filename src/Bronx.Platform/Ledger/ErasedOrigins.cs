using System.Data.Common;
using Dapper;

namespace Bronx.Platform.Ledger;

/// <summary>Takes the trace to a person's messages off the journal; what the hash chain covers stays.</summary>
internal static class ErasedOrigins
{
    public static Task<int> EraseAsync(DbConnection connection, DbTransaction transaction, long party) => connection.ExecuteAsync(
        """
        UPDATE ledger_journal SET actor = NULL, guild = NULL, channel = NULL, event = NULL
        WHERE actor = @party
           OR from_account IN (SELECT id FROM ledger_accounts WHERE party = @party)
           OR to_account IN (SELECT id FROM ledger_accounts WHERE party = @party)
        """,
        new { party }, transaction, commandTimeout: 0);
}
