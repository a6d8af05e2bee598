using System.Data.Common;
using Dapper;

namespace Bronx.Platform.Ledger;

/// <summary>
/// Takes the trace to a person's messages off the movements of their coins; what the hash chain covers stays. Movements that they only
/// caused (an owner's grant) belong to whom they went to, and name their cause by a number that leads nowhere any more.
/// </summary>
internal static class ErasedOrigins
{
    public static Task<int> EraseAsync(DbConnection connection, DbTransaction transaction, long party) => connection.ExecuteAsync(
        """
        UPDATE ledger_journal SET actor = NULL, guild = NULL, channel = NULL, event = NULL
        WHERE from_account IN (SELECT id FROM ledger_accounts WHERE party = @party)
           OR to_account IN (SELECT id FROM ledger_accounts WHERE party = @party)
        """,
        new { party }, transaction, commandTimeout: 0);
}
