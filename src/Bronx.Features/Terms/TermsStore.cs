using Bronx.Discord.Models;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Features.Terms;

/// <summary>Who decided what about which version, and when.</summary>
internal sealed class TermsStore(Database database)
{
    /// <summary>When the person accepted the version; null when they did not.</summary>
    public Task<DateTimeOffset?> AcceptedAtAsync(UserId user, string version, CancellationToken ct) =>
        database.ReadAsync(
            async connection =>
            {
                var at = await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
                    "SELECT decided_at FROM terms_decisions WHERE user_id = @user AND version = @version AND decision = 'accepted'",
                    new { user = (long)user.Value, version },
                    cancellationToken: ct));
                return at is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : (DateTimeOffset?)null;
            },
            ct);

    /// <summary>Notes the acceptance unless it is there already; the answer is the same for every click but the first.</summary>
    public Task<Acceptance> AcceptAsync(UserId user, string version, TermsWay way, DateTimeOffset at, CancellationToken ct) =>
        database.WriteAsync(
            async (connection, transaction) =>
            {
                var person = (long)user.Value;
                var added = await connection.ExecuteAsync(new CommandDefinition(
                    """
                    INSERT INTO terms_decisions (user_id, version, decision, way, decided_at)
                    VALUES (@person, @version, 'accepted', @way, @at)
                    ON CONFLICT DO NOTHING
                    """,
                    new { person, version, way = Name(way), at = at.ToUnixTimeMilliseconds() },
                    transaction,
                    cancellationToken: ct));
                var since = await connection.QuerySingleAsync<long>(new CommandDefinition(
                    "SELECT decided_at FROM terms_decisions WHERE user_id = @person AND version = @version AND decision = 'accepted'",
                    new { person, version },
                    transaction,
                    cancellationToken: ct));
                var others = await connection.QuerySingleAsync<long>(new CommandDefinition(
                    "SELECT COUNT(*) FROM terms_decisions WHERE user_id = @person AND version <> @version AND decision = 'accepted'",
                    new { person, version },
                    transaction,
                    cancellationToken: ct));
                return new Acceptance(added == 1, others == 0, DateTimeOffset.FromUnixTimeMilliseconds(since));
            },
            ct);

    /// <summary>
    /// Notes that somebody who accepted an earlier version declined this one. Of a person who never accepted, nothing is kept.
    /// </summary>
    public Task DeclineAsync(UserId user, string version, TermsWay way, DateTimeOffset at, CancellationToken ct) =>
        database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO terms_decisions (user_id, version, decision, way, decided_at)
                SELECT @person, @version, 'declined', @way, @at
                WHERE EXISTS (SELECT 1 FROM terms_decisions WHERE user_id = @person AND decision = 'accepted')
                ON CONFLICT DO NOTHING
                """,
                new { person = (long)user.Value, version, way = Name(way), at = at.ToUnixTimeMilliseconds() },
                transaction,
                cancellationToken: ct)),
            ct);

    /// <summary>The person's decisions, newest first.</summary>
    public Task<IReadOnlyList<TermsDecision>> HistoryAsync(UserId user, int limit, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<TermsDecision>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<(string Version, string Decision, string Way, long At)>(new CommandDefinition(
                    "SELECT version, decision, way, decided_at FROM terms_decisions WHERE user_id = @user ORDER BY id DESC LIMIT @limit",
                    new { user = (long)user.Value, limit },
                    cancellationToken: ct));
                return
                [
                    .. rows.Select(row => new TermsDecision(
                        row.Version,
                        row.Decision == "accepted",
                        row.Way == "slash" ? TermsWay.Slash : TermsWay.Message,
                        DateTimeOffset.FromUnixTimeMilliseconds(row.At))),
                ];
            },
            ct);

    /// <summary>How many accepted and declined each version that anybody decided about.</summary>
    public Task<IReadOnlyList<TermsCount>> NumbersAsync(CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<TermsCount>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<(string Version, long Accepted, long Declined)>(new CommandDefinition(
                    """
                    SELECT version, CAST(SUM(CASE WHEN decision = 'accepted' THEN 1 ELSE 0 END) AS bigint), CAST(SUM(CASE WHEN decision = 'declined' THEN 1 ELSE 0 END) AS bigint)
                    FROM terms_decisions GROUP BY version
                    """,
                    cancellationToken: ct));
                return [.. rows.Select(row => new TermsCount(row.Version, row.Accepted, row.Declined))];
            },
            ct);

    /// <summary>How many accepted some version, but not this one.</summary>
    public Task<long> NotYetAsync(string version, CancellationToken ct) =>
        database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long>(new CommandDefinition(
                """
                SELECT COUNT(DISTINCT user_id) FROM terms_decisions d WHERE decision = 'accepted'
                AND NOT EXISTS (SELECT 1 FROM terms_decisions n WHERE n.user_id = d.user_id AND n.version = @version AND n.decision = 'accepted')
                """,
                new { version },
                cancellationToken: ct)),
            ct);

    /// <returns>How many decisions went.</returns>
    public Task<int> EraseAsync(UserId user, CancellationToken ct) =>
        database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(new CommandDefinition(
                "DELETE FROM terms_decisions WHERE user_id = @user", new { user = (long)user.Value }, transaction, cancellationToken: ct)),
            ct);

    private static string Name(TermsWay way) => way == TermsWay.Slash ? "slash" : "message";
}
