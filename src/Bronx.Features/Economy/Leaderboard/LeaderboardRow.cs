using Bronx.Discord.Models;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Economy.Leaderboard;

/// <summary>Somebody and all they have.</summary>
internal sealed record LeaderboardRow(UserId User, Coins Total);

/// <summary>Among whom.</summary>
internal enum LeaderboardScope
{
    Server,
    Global,
}
