using Bronx.Discord.Models;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Gambling;

/// <summary>The smallest and the largest stake that a server allows; in direct messages, what the games themselves do.</summary>
internal delegate (Coins Smallest, Coins Largest) BetBounds(GuildId? guild);
