using Bronx.Discord.Models;
using Bronx.Platform.People;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Features.Economy;

/// <summary>One person's rows over all tables of the economy.</summary>
internal sealed class EconomyPersonalStore(Database database)
{
    /// <summary>All that goes at once; shifts are apart, because a pause may still run.</summary>
    private static readonly string[] Tables =
        ["economy_daily", "economy_upgrades", "economy_shields", "economy_regulars", "economy_badges"];

    public Task<IReadOnlyList<PersonalTable>> ExportAsync(UserId person, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<PersonalTable>>(
            async connection =>
            {
                async Task<IReadOnlyList<IReadOnlyList<object?>>> Rows<T>(string sql, Func<T, object?[]> shape) =>
                    [.. (await connection.QueryAsync<T>(new CommandDefinition(sql, new { user = (long)person.Value }, cancellationToken: ct))).Select(shape)];
                return
                [
                    new PersonalTable("daily streak", ["last day", "days in a row"], await Rows<(long Day, long Length)>(
                        "SELECT last_day, streak FROM economy_daily WHERE user_id = @user",
                        row => [DateOnly.FromDayNumber((int)row.Day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), row.Length])),
                    new PersonalTable("last shift", ["number", "began"], await Rows<(long Number, long Started)>(
                        "SELECT number, started_ms FROM economy_shifts WHERE user_id = @user", row => [row.Number, At(row.Started)])),
                    new PersonalTable("steps", ["of", "level", "since"], await Rows<(string Kind, long Level, long Since)>(
                        "SELECT kind, level, since_ms FROM economy_upgrades WHERE user_id = @user", row => [row.Kind, row.Level, At(row.Since)])),
                    new PersonalTable("left alone by robbers", ["until"], await Rows<long>(
                        "SELECT until_ms FROM economy_shields WHERE user_id = @user", row => [At(row)])),
                    new PersonalTable("servers where you use coins", ["server"], await Rows<long>(
                        "SELECT guild_id FROM economy_regulars WHERE user_id = @user", row => [((ulong)row).ToString(System.Globalization.CultureInfo.InvariantCulture)])),
                    new PersonalTable("badges", ["badge", "earned"], await Rows<(string Badge, long At)>(
                        "SELECT badge, earned_ms FROM economy_badges WHERE user_id = @user", row => [row.Badge, At(row.At)])),
                ];
            },
            ct);

    /// <param name="ended">Shifts that began by then have no pause that runs.</param>
    /// <returns>How many rows went, and whether a shift's row stays until its pause ends.</returns>
    public Task<(long Rows, bool Rests)> EraseAsync(UserId person, DateTimeOffset ended, CancellationToken ct) =>
        database.WriteAsync(
            async (connection, transaction) =>
            {
                var key = new { user = (long)person.Value, ended = ended.ToUnixTimeMilliseconds() };
                Task<int> Run(string sql) => connection.ExecuteAsync(new CommandDefinition(sql, key, transaction, cancellationToken: ct));
                long rows = await Run("DELETE FROM economy_shifts WHERE user_id = @user AND started_ms <= @ended");
                foreach (var table in Tables)
                {
                    rows += await Run($"DELETE FROM {table} WHERE user_id = @user");
                }

                return (rows, await Run("UPDATE economy_shifts SET erased = 1 WHERE user_id = @user") > 0);
            },
            ct);

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
