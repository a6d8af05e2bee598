using System.Data.Common;
using Bronx.Discord.Models;
using Dapper;

namespace Bronx.Features.Gambling.Fairness;

/// <summary>Seeds and bets as they are stored.</summary>
internal static class FairRows
{
    private const int BetsShown = 5;

    /// <summary>The bet this event placed; null when it placed none.</summary>
    public static async Task<FairBet?> FindAsync(DbConnection connection, DbTransaction? transaction, UserId person, ulong placedBy, CancellationToken ct)
    {
        var row = await connection.QuerySingleOrDefaultAsync<FairRow>(new CommandDefinition(
            """
            SELECT b.pair AS Pair, b.nonce AS Nonce, COALESCE(r.server_seed, f.server_seed) AS ServerSeed,
                   COALESCE(r.client_seed, f.client_seed) AS ClientSeed, COALESCE(r.pair, 0) AS Revealed,
                   CASE WHEN l.daily_loss IS NULL AND l.next_from IS NULL THEN 0 ELSE 1 END AS Counted
              FROM gambling_bets b
              JOIN gambling_fair f ON f.user_id = b.user_id
              LEFT JOIN gambling_limits l ON l.user_id = b.user_id
              LEFT JOIN gambling_revealed r ON r.user_id = b.user_id AND r.pair = b.pair
             WHERE b.user_id = @user AND b.placed_by = @placedBy
            """,
            new { user = (long)person.Value, placedBy = (long)placedBy }, transaction, cancellationToken: ct));
        return row is null ? null : new FairBet(row.Pair, row.Nonce, row.ServerSeed, row.ClientSeed, row.Revealed != 0) { IsCounted = row.Counted != 0 };
    }

    /// <summary>The person's row, made when there is none, and theirs alone until the transaction ends.</summary>
    public static Task<FairRow> LockAsync(DbConnection connection, DbTransaction transaction, UserId person, FairRow fresh, CancellationToken ct) =>
        connection.QuerySingleAsync<FairRow>(new CommandDefinition(
            """
            INSERT INTO gambling_fair (user_id, pair, server_seed, next_seed, client_seed, nonce)
            VALUES (@user, 1, @ServerSeed, @NextSeed, @ClientSeed, 0)
            ON CONFLICT (user_id) DO UPDATE SET user_id = excluded.user_id
            RETURNING pair AS Pair, server_seed AS ServerSeed, next_seed AS NextSeed, client_seed AS ClientSeed, nonce AS Nonce
            """,
            new { user = (long)person.Value, fresh.ServerSeed, fresh.NextSeed, fresh.ClientSeed }, transaction, cancellationToken: ct));

    /// <summary>What the person may see of it.</summary>
    public static async Task<FairView> ViewAsync(DbConnection connection, DbTransaction transaction, UserId person, FairRow now, CancellationToken ct)
    {
        var user = (long)person.Value;
        var bets = await connection.QueryAsync<FairRow>(new CommandDefinition(
            "SELECT pair AS Pair, nonce AS Nonce, game AS Game, placed_at AS At FROM gambling_bets WHERE user_id = @user ORDER BY pair DESC, nonce DESC LIMIT @BetsShown",
            new { user, BetsShown }, transaction, cancellationToken: ct));
        var revealed = await connection.QuerySingleOrDefaultAsync<FairRow>(new CommandDefinition(
            "SELECT pair AS Pair, server_seed AS ServerSeed, client_seed AS ClientSeed, bets AS Nonce FROM gambling_revealed WHERE user_id = @user ORDER BY pair DESC LIMIT 1",
            new { user }, transaction, cancellationToken: ct));
        return new FairView(
            now.Pair, FairRules.Commitment(now.ServerSeed), FairRules.Commitment(now.NextSeed), now.ClientSeed, now.Nonce,
            [.. bets.Select(bet => new PlacedBet(bet.Pair, bet.Nonce, bet.Game, DateTimeOffset.FromUnixTimeMilliseconds(bet.At)))],
            revealed is null ? null : new RevealedPair(revealed.Pair, revealed.ServerSeed, revealed.ClientSeed, revealed.Nonce));
    }
}

/// <summary>A row of seeds or of a bet, with the columns that were asked for. It holds secrets and never leaves the slice.</summary>
internal sealed class FairRow
{
    public long Pair { get; set; }

    public long Nonce { get; set; }

    public long Revealed { get; set; }

    public long Counted { get; set; }

    public byte[] ServerSeed { get; set; } = [];

    public byte[] NextSeed { get; set; } = [];

    public string ClientSeed { get; set; } = "";

    public string Game { get; set; } = "";

    public long At { get; set; }
}
