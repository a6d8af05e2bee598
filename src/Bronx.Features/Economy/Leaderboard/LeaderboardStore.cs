using Bronx.Discord.Models;
using Bronx.Platform.Ledger;
using Bronx.Platform.Options;
using Bronx.Platform.People;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Features.Economy.Leaderboard;

/// <summary>
/// Who has how much, read from the ledger's accounts. An account opens with a person's own first step behind the Terms of Service
/// and is severed from them when they have themselves erased, so only people who accepted are found.
/// </summary>
internal sealed class LeaderboardStore(Database database)
{
    /// <summary>The richest people who let themselves be shown, richest first.</summary>
    /// <param name="guild">Among those who moved coins in this server; null for everybody.</param>
    public Task<IReadOnlyList<LeaderboardRow>> RichestAsync(GuildId? guild, int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<LeaderboardRow>>(
            async connection =>
            {
                var among = guild is null ? "" : "JOIN economy_regulars r ON r.user_id = p.user_id AND r.guild_id = @guild";
                var rows = await connection.QueryAsync<(long User, long Total)>(new CommandDefinition(
                    $"""
                    SELECT p.user_id, CAST(SUM(a.balance) AS bigint)
                    FROM ledger_parties p
                    JOIN ledger_accounts a ON a.party = p.party AND a.kind IN ({(int)AccountKind.Wallet}, {(int)AccountKind.Bank})
                    {among}
                    WHERE NOT {OptionSql.PersonChose("p.user_id", PersonChoices.Leaderboards, value: false)}
                    GROUP BY p.user_id
                    HAVING SUM(a.balance) > 0
                    ORDER BY SUM(a.balance) DESC, p.user_id
                    LIMIT @limit
                    """,
                    new { guild = (long)(guild?.Value ?? 0), limit },
                    cancellationToken: ct));
                return [.. rows.Select(row => new LeaderboardRow(new UserId((ulong)row.User), new Coins(row.Total)))];
            },
            ct);

    /// <summary>Notes that somebody uses their coins in this server.</summary>
    public Task AddRegularAsync(GuildId guild, UserId user, CancellationToken ct) =>
        RunAsync("INSERT INTO economy_regulars (guild_id, user_id) VALUES (@guild, @user) ON CONFLICT DO NOTHING", guild, user, ct);

    /// <summary>They left.</summary>
    public Task DropRegularAsync(GuildId guild, UserId user, CancellationToken ct) =>
        RunAsync("DELETE FROM economy_regulars WHERE guild_id = @guild AND user_id = @user", guild, user, ct);

    private Task<int> RunAsync(string sql, GuildId guild, UserId user, CancellationToken ct) =>
        database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
                sql, new { guild = (long)guild.Value, user = (long)user.Value }, transaction, cancellationToken: ct)),
            ct);
}
