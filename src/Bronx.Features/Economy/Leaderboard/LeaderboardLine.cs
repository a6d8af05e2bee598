using Bronx.Platform.Ledger;

namespace Bronx.Features.Economy.Leaderboard;

/// <summary>One line as it is shown.</summary>
/// <param name="Place">From 1.</param>
/// <param name="Name">Not escaped; null for somebody Discord does not know any more.</param>
internal sealed record LeaderboardLine(int Place, string? Name, Coins Total, bool IsCaller);
