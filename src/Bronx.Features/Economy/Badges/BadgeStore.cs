using Bronx.Discord.Models;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Features.Economy.Badges;

/// <summary>Who earned which badge when.</summary>
internal sealed class BadgeStore(Database database)
{
    public Task<IReadOnlyList<EarnedBadge>> OfAsync(UserId user, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<EarnedBadge>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<(string Key, long At)>(new CommandDefinition(
                    "SELECT badge, earned_ms FROM economy_badges WHERE user_id = @user", new { user = (long)user.Value }, cancellationToken: ct));
                var known = rows.ToDictionary(row => row.Key, row => DateTimeOffset.FromUnixTimeMilliseconds(row.At), StringComparer.Ordinal);
                return [.. BadgeRules.All.Where(badge => known.ContainsKey(badge.Key)).Select(badge => new EarnedBadge(badge, known[badge.Key]))];
            },
            ct);

    /// <summary>Notes badges that were not there yet.</summary>
    /// <returns>Those that are new: of several calls at once, one gets each.</returns>
    public Task<IReadOnlyList<Badge>> AddAsync(UserId user, IReadOnlyList<Badge> badges, DateTimeOffset at, CancellationToken ct) =>
        database.WriteAsync<IReadOnlyList<Badge>>(
            async (connection, transaction) =>
            {
                var added = new List<Badge>();
                foreach (var badge in badges)
                {
                    var rows = await connection.ExecuteAsync(new CommandDefinition(
                        "INSERT INTO economy_badges (user_id, badge, earned_ms) VALUES (@user, @key, @at) ON CONFLICT DO NOTHING",
                        new { user = (long)user.Value, key = badge.Key, at = at.ToUnixTimeMilliseconds() }, transaction, cancellationToken: ct));
                    if (rows == 1)
                    {
                        added.Add(badge);
                    }
                }

                return added;
            },
            ct);
}

/// <summary>A badge somebody has.</summary>
internal sealed record EarnedBadge(Badge Badge, DateTimeOffset At);
