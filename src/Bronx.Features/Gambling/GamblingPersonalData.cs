using System.Data.Common;
using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Features.Gambling.Blackjack;
using Bronx.Features.Gambling.Crash;
using Bronx.Features.Gambling.Fairness;
using Bronx.Platform.People;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Features.Gambling;

/// <summary>
/// What the games know of a person. The seed in use is never shown, here neither: it would tell the next bets. A break from the games
/// and a loss limit outlive an erasure, or erasing would be the way around them; the loss limit ends a day after it, as if the person had
/// asked for its end.
/// </summary>
internal sealed class GamblingPersonalData(Database database, OpenGames games, LeftHands hands, LeftFlights flights, Limits.LimitStore limits, TimeProvider time) : IPersonalData
{
    private static readonly (string Name, string[] Columns, string Sql)[] Shapes =
    [
        ("seeds in use", ["pair", "client seed", "bets so far"], "SELECT pair, client_seed, nonce FROM gambling_fair WHERE user_id = @user"),
        ("revealed seeds", ["pair", "server seed", "client seed", "bets", "revealed at"],
            "SELECT pair, server_seed, client_seed, bets, revealed_at FROM gambling_revealed WHERE user_id = @user ORDER BY pair"),
        ("bets", ["pair", "nonce", "game", "stake", "came back", "placed at"],
            "SELECT pair, nonce, game, stake, returned, placed_at FROM gambling_bets WHERE user_id = @user ORDER BY pair, nonce"),
        ("running and recent games", ["game", "stake", "moves", "channel", "began at", "ended at"],
            "SELECT game, stake, moves, CAST(channel_id AS TEXT), launched_at, ended_at FROM gambling_games WHERE user_id = @user ORDER BY launched_at"),
        ("answers that still move", ["channel", "shown at"], "SELECT CAST(channel_id AS TEXT), shown_at FROM gambling_screens WHERE user_id = @user"),
        ("limits", ["daily loss", "next daily loss", "next begins at", "counted since at", "break ends at"],
            "SELECT daily_loss, next_loss, next_from, counted_from, excluded_until FROM gambling_limits WHERE user_id = @user"),
    ];

    public string Title => "Games";

    public Task<IReadOnlyList<PersonalTable>> ExportAsync(UserId person, CancellationToken ct) => database.ReadAsync<IReadOnlyList<PersonalTable>>(
        async connection =>
        {
            List<PersonalTable> tables = [];
            foreach (var (name, columns, sql) in Shapes)
            {
                if (await RowsAsync(connection, person, columns, sql, ct) is { Count: > 0 } rows)
                {
                    tables.Add(new PersonalTable(name, columns, rows));
                }
            }

            return tables;
        },
        ct);

    public async Task<Erasure> EraseAsync(UserId person, CancellationToken ct)
    {
        // Games that run are ended first: their coins belong to somebody until then.
        foreach (var game in await games.OfAsync(person, ct))
        {
            await (game.Game == Game.Blackjack ? hands.ResolveAsync(game, ct) : flights.ResolveAsync(game, ct));
        }

        var rows = await database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
                """
                DELETE FROM gambling_bets WHERE user_id = @user;
                DELETE FROM gambling_revealed WHERE user_id = @user;
                DELETE FROM gambling_games WHERE user_id = @user;
                DELETE FROM gambling_screens WHERE user_id = @user;
                DELETE FROM gambling_fair WHERE user_id = @user;
                DELETE FROM gambling_limits WHERE user_id = @user AND daily_loss IS NULL AND next_from IS NULL AND (excluded_until IS NULL OR excluded_until <= @now);
                """,
                new { user = (long)person.Value, now = time.GetUtcNow().ToUnixTimeMilliseconds() }, transaction, cancellationToken: ct)),
            ct);
        var (left, _) = await limits.ViewAsync(person, ct);
        if (left == Limits.PlayerLimits.None)
        {
            return new Erasure(rows, null);
        }

        if (left.DailyLoss is not null)
        {
            await limits.ChangeAsync(person, before => Limits.LimitRules.WithDailyLoss(before, null, time.GetUtcNow()), ct);
        }

        return new Erasure(rows, "Your break from the games stays until it ends, and your loss limit for one more day: erasing must not be a way around what protects you.");
    }

    private static async Task<IReadOnlyList<IReadOnlyList<object?>>> RowsAsync(DbConnection connection, UserId person, string[] columns, string sql, CancellationToken ct)
    {
        List<IReadOnlyList<object?>> rows = [];
        await using var reader = await connection.ExecuteReaderAsync(new CommandDefinition(sql, new { user = (long)person.Value }, cancellationToken: ct));
        while (await reader.ReadAsync(ct))
        {
            rows.Add([.. columns.Select((column, index) => Value(column, reader.IsDBNull(index) ? null : reader.GetValue(index)))]);
        }

        return rows;
    }

    /// <summary>Columns whose name ends in "at" hold instants; bytes are seeds.</summary>
    private static object? Value(string column, object? stored) => stored switch
    {
        byte[] seed => Convert.ToHexStringLower(seed),
        not null when column.EndsWith(" at", StringComparison.Ordinal) => DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(stored, CultureInfo.InvariantCulture)),
        _ => stored,
    };
}
