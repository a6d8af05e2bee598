using Bronx.Discord.Models;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Features.Economy.Privacy;

/// <summary>What people chose about themselves; no row means the defaults.</summary>
internal sealed class PrivacyStore(Database database)
{
    public Task<PrivacyChoices> OfAsync(UserId user, CancellationToken ct) =>
        database.ReadAsync(
            async connection =>
            {
                var row = await connection.QuerySingleOrDefaultAsync<(long Listed, long Robbing, long Since)?>(new CommandDefinition(
                    "SELECT listed, robbing, robbing_since_ms FROM economy_privacy WHERE user_id = @user",
                    new { user = (long)user.Value },
                    cancellationToken: ct));
                return row is { } chosen
                    ? new PrivacyChoices(chosen.Listed != 0, chosen.Robbing != 0, DateTimeOffset.FromUnixTimeMilliseconds(chosen.Since))
                    : PrivacyChoices.Default;
            },
            ct);

    public Task ListAsync(UserId user, bool listed, CancellationToken ct) => SetAsync(
        """
        INSERT INTO economy_privacy (user_id, listed, robbing, robbing_since_ms) VALUES (@user, @on, 1, 0)
        ON CONFLICT (user_id) DO UPDATE SET listed = excluded.listed
        """,
        user, listed, DateTimeOffset.UnixEpoch, ct);

    /// <summary>The instant moves only when the choice does: saying "on" twice does not begin the wait anew.</summary>
    public Task RobAsync(UserId user, bool robbing, DateTimeOffset at, CancellationToken ct) => SetAsync(
        """
        INSERT INTO economy_privacy (user_id, listed, robbing, robbing_since_ms) VALUES (@user, 1, @on, CASE WHEN @on = 0 THEN @at ELSE 0 END)
        ON CONFLICT (user_id) DO UPDATE SET robbing = excluded.robbing, robbing_since_ms = @at
        WHERE economy_privacy.robbing <> excluded.robbing
        """,
        user, robbing, at, ct);

    private Task<int> SetAsync(string sql, UserId user, bool on, DateTimeOffset at, CancellationToken ct) =>
        database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
                sql, new { user = (long)user.Value, on = on ? 1L : 0L, at = at.ToUnixTimeMilliseconds() }, transaction, cancellationToken: ct)),
            ct);
}
