using System.Data.Common;
using Bronx.Discord.Models;
using Dapper;

namespace Bronx.Platform.Ledger;

/// <summary>Reads journal entries with the names of their accounts; the same words serve both engines.</summary>
internal static class JournalRows
{
    /// <summary>Linked transfers are stored side by side; no group is longer than this.</summary>
    public const int MaxGroup = 128;

    private const string Select = """
        SELECT j.sequence AS Sequence, j.id AS Id, CAST(j.kind AS bigint) AS Kind, j.group_start AS GroupStart, j.amount AS Amount,
               j.from_balance AS FromBalance, j.to_balance AS ToBalance, j.at AS At, j.reason AS Reason,
               j.guild AS Guild, j.channel AS Channel, j.event AS Event, actor.user_id AS Actor,
               CAST(f.kind AS bigint) AS FromKind, f.party AS FromParty, f.name AS FromName, fp.user_id AS FromUser,
               CAST(t.kind AS bigint) AS ToKind, t.party AS ToParty, t.name AS ToName, tp.user_id AS ToUser
        FROM ledger_journal j
        JOIN ledger_accounts f ON f.id = j.from_account
        JOIN ledger_accounts t ON t.id = j.to_account
        LEFT JOIN ledger_parties fp ON fp.party = f.party
        LEFT JOIN ledger_parties tp ON tp.party = t.party
        LEFT JOIN ledger_parties actor ON actor.party = j.actor
        """;

    /// <summary>A group's entries, without the release that opens a settlement.</summary>
    public static async Task<IReadOnlyList<PostedTransfer>> GroupAsync(DbConnection connection, DbTransaction? transaction, long start)
    {
        var rows = await connection.QueryAsync<Row>(
            Select + " WHERE j.sequence >= @start AND j.sequence < @end AND j.group_start = @start ORDER BY j.sequence",
            new { start, end = start + MaxGroup }, transaction);
        return [.. rows.Where(row => row.Kind != (long)EntryKind.Release).Select(row => row.ToPosted())];
    }

    /// <summary>Newest first, before entry <paramref name="before"/>.</summary>
    public static async Task<IReadOnlyList<PostedTransfer>> OfAccountAsync(DbConnection connection, long account, int limit, long before)
    {
        // Two walks down two indexes, merged: an OR would make either engine sort the whole history.
        var rows = await connection.QueryAsync<Row>(
            Select + """
             WHERE j.sequence IN (
                SELECT sequence FROM (
                    SELECT sequence FROM (SELECT sequence FROM ledger_journal WHERE from_account = @account AND sequence < @before ORDER BY sequence DESC LIMIT @limit) a
                    UNION SELECT sequence FROM (SELECT sequence FROM ledger_journal WHERE to_account = @account AND sequence < @before ORDER BY sequence DESC LIMIT @limit) b
                ) c ORDER BY sequence DESC LIMIT @limit)
             ORDER BY j.sequence DESC
            """,
            new { account, limit, before });
        return [.. rows.Select(row => row.ToPosted())];
    }

    /// <summary>What an account is called outside: its person when known, a forgotten one otherwise.</summary>
    public static AccountId NameOf(AccountKind kind, long party, string name, long? user) => kind switch
    {
        AccountKind.Wallet or AccountKind.Bank => user is { } known
            ? AccountId.Personal(kind, new UserId((ulong)known))
            : AccountId.Forgotten(kind, party),
        AccountKind.Held => AccountId.Held,
        _ => AccountId.Named(kind, name),
    };

    private sealed class Row
    {
        public long Sequence { get; set; }

        public byte[] Id { get; set; } = [];

        public long Kind { get; set; }

        public long GroupStart { get; set; }

        public long Amount { get; set; }

        public long FromBalance { get; set; }

        public long ToBalance { get; set; }

        public long At { get; set; }

        public string Reason { get; set; } = "";

        public long? Guild { get; set; }

        public long? Channel { get; set; }

        public long? Event { get; set; }

        public long? Actor { get; set; }

        public long FromKind { get; set; }

        public long FromParty { get; set; }

        public string FromName { get; set; } = "";

        public long? FromUser { get; set; }

        public long ToKind { get; set; }

        public long ToParty { get; set; }

        public string ToName { get; set; } = "";

        public long? ToUser { get; set; }

        public PostedTransfer ToPosted()
        {
            var origin = new TransferOrigin(
                Actor is { } actor ? new UserId((ulong)actor) : null,
                Guild is { } guild ? new GuildId((ulong)guild) : null,
                Channel is { } channel ? new ChannelId((ulong)channel) : null,
                (ulong?)Event);
            var transfer = new Transfer(
                TransferId.FromBytes(Id),
                NameOf((AccountKind)FromKind, FromParty, FromName, FromUser),
                NameOf((AccountKind)ToKind, ToParty, ToName, ToUser),
                new Coins(Amount), Reason, origin);
            return new PostedTransfer(transfer, new Coins(FromBalance), new Coins(ToBalance), DateTimeOffset.FromUnixTimeMilliseconds(At), Sequence);
        }
    }
}
