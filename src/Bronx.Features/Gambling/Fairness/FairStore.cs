using System.Data.Common;
using Bronx.Discord.Models;
using Bronx.Features.Gambling.Limits;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Features.Gambling.Fairness;

/// <summary>
/// Everybody's seeds and which bet took which number. A person's row is locked by every change, so that no nonce is given twice, and
/// a server seed leaves only with the pair it belonged to.
/// </summary>
internal sealed class FairStore(Database database, SeedSource seeds, LimitStore limits, TimeProvider time)
{
    /// <summary>
    /// The bet this event placed, or its place in the chain from now on: the same for every repeat. A new bet counts as lost until
    /// <see cref="ReturnAsync"/> says what came back.
    /// </summary>
    /// <returns>The bet, or why the person's own bounds keep them from it.</returns>
    public Task<(FairBet? Bet, LimitProblem? Problem)> ReserveAsync(UserId person, ulong placedBy, string game, Coins stake, CancellationToken ct)
    {
        var fresh = Fresh();
        return database.WriteAsync<(FairBet?, LimitProblem?)>(
            async (connection, transaction) =>
            {
                var now = await FairRows.LockAsync(connection, transaction, person, fresh, ct);
                if (await FairRows.FindAsync(connection, transaction, person, placedBy, ct) is { } before)
                {
                    return (before, null);
                }

                var (problem, isCounted) = await limits.CheckAsync(connection, transaction, person, stake, besides: null, ct);
                if (problem is not null)
                {
                    return (null, problem);
                }

                await connection.ExecuteAsync(new CommandDefinition(
                    """
                    INSERT INTO gambling_bets (user_id, placed_by, pair, nonce, game, placed_at, stake) VALUES (@user, @placedBy, @Pair, @Nonce, @game, @at, @stake);
                    UPDATE gambling_fair SET nonce = nonce + 1 WHERE user_id = @user;
                    """,
                    new { user = (long)person.Value, placedBy = (long)placedBy, now.Pair, now.Nonce, game, at = time.GetUtcNow().ToUnixTimeMilliseconds(), stake = stake.Value },
                    transaction,
                    cancellationToken: ct));
                return (new FairBet(now.Pair, now.Nonce, now.ServerSeed, now.ClientSeed, isRevealed: false) { IsCounted = isCounted }, null);
            },
            ct);
    }

    /// <summary>Raises what a bet stakes in all, if the person's own bounds let it; a repeat changes nothing.</summary>
    public Task<LimitProblem?> RaiseAsync(UserId person, ulong placedBy, Coins stake, CancellationToken ct)
    {
        var fresh = Fresh();
        return database.WriteAsync(
            async (connection, transaction) =>
            {
                await FairRows.LockAsync(connection, transaction, person, fresh, ct);
                var (problem, _) = await limits.CheckAsync(connection, transaction, person, stake, besides: placedBy, ct);
                if (problem is null)
                {
                    await connection.ExecuteAsync(new CommandDefinition(
                        "UPDATE gambling_bets SET stake = @stake WHERE user_id = @user AND placed_by = @placedBy",
                        new { user = (long)person.Value, placedBy = (long)placedBy, stake = stake.Value }, transaction, cancellationToken: ct));
                }

                return problem;
            },
            ct);
    }

    /// <summary>What a bet staked in the end and what came back, for the day's losses.</summary>
    public Task ReturnAsync(UserId person, ulong placedBy, Coins stake, Coins returned, CancellationToken ct) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
            "UPDATE gambling_bets SET stake = @stake, returned = @returned WHERE user_id = @user AND placed_by = @placedBy",
            new { user = (long)person.Value, placedBy = (long)placedBy, stake = stake.Value, returned = returned.Value }, transaction, cancellationToken: ct)),
        ct);

    /// <summary>Bets of the last two days of which nobody has told yet what came back: a process may have died before it could.</summary>
    public Task<IReadOnlyList<(ulong PlacedBy, string Game)>> UntoldAsync(UserId person, CancellationToken ct) => database.ReadAsync<IReadOnlyList<(ulong, string)>>(
        async connection => [.. (await connection.QueryAsync<(long PlacedBy, string Game)>(new CommandDefinition(
            "SELECT placed_by, game FROM gambling_bets WHERE user_id = @user AND placed_at >= @from AND returned IS NULL ORDER BY placed_at LIMIT 200",
            new { user = (long)person.Value, from = time.GetUtcNow().AddDays(-2).ToUnixTimeMilliseconds() }, cancellationToken: ct)))
            .Select(bet => ((ulong)bet.PlacedBy, bet.Game))],
        ct);

    /// <summary>The bet this event placed before; null when it placed none.</summary>
    public Task<FairBet?> FindAsync(UserId person, ulong placedBy, CancellationToken ct) =>
        database.ReadAsync(connection => FairRows.FindAsync(connection, null, person, placedBy, ct), ct);

    /// <summary>What the person may see; their first look makes their first pair.</summary>
    public Task<FairView> ViewAsync(UserId person, CancellationToken ct)
    {
        var fresh = Fresh();
        return database.WriteAsync(
            async (connection, transaction) => await FairRows.ViewAsync(connection, transaction, person, await FairRows.LockAsync(connection, transaction, person, fresh, ct), ct), ct);
    }

    /// <summary>
    /// Reveals the server seed in use and puts the announced one in its place. A pair without bets has nothing to reveal: only the
    /// client seed changes then.
    /// </summary>
    /// <param name="clientSeed">Null keeps the one there is.</param>
    /// <returns>Null when a game of theirs still runs: its seed would tell how it ends.</returns>
    public Task<(FairView View, bool IsRotated)?> RotateAsync(UserId person, string? clientSeed, CancellationToken ct)
    {
        var fresh = Fresh();
        return database.WriteAsync<(FairView, bool)?>(
            async (connection, transaction) =>
            {
                var now = await FairRows.LockAsync(connection, transaction, person, fresh, ct);
                if (await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                    "SELECT COUNT(*) FROM gambling_games WHERE user_id = @user AND ended_at IS NULL", new { user = (long)person.Value }, transaction, cancellationToken: ct)) > 0)
                {
                    return null;
                }

                var isUsed = now.Nonce > 0;
                var args = new
                {
                    user = (long)person.Value,
                    now.Pair,
                    now.ServerSeed,
                    now.ClientSeed,
                    now.Nonce,
                    at = time.GetUtcNow().ToUnixTimeMilliseconds(),
                    newClient = clientSeed ?? now.ClientSeed,
                    newNext = fresh.NextSeed,
                };
                await connection.ExecuteAsync(new CommandDefinition(
                    isUsed
                        ? """
                          INSERT INTO gambling_revealed (user_id, pair, server_seed, client_seed, bets, revealed_at) VALUES (@user, @Pair, @ServerSeed, @ClientSeed, @Nonce, @at);
                          UPDATE gambling_fair SET pair = pair + 1, server_seed = next_seed, next_seed = @newNext, client_seed = @newClient, nonce = 0 WHERE user_id = @user;
                          """
                        : "UPDATE gambling_fair SET client_seed = @newClient WHERE user_id = @user",
                    args, transaction, cancellationToken: ct));
                return (await FairRows.ViewAsync(connection, transaction, person, await FairRows.LockAsync(connection, transaction, person, fresh, ct), ct), isUsed);
            },
            ct);
    }

    /// <summary>Holds the person's seeds until the transaction ends.</summary>
    /// <returns>The pair in use.</returns>
    public async Task<long> LockAsync(DbConnection connection, DbTransaction transaction, UserId person, CancellationToken ct) =>
        (await FairRows.LockAsync(connection, transaction, person, Fresh(), ct)).Pair;

    private FairRow Fresh() => new() { ServerSeed = seeds.ServerSeed(), NextSeed = seeds.ServerSeed(), ClientSeed = seeds.ClientSeed() };
}
