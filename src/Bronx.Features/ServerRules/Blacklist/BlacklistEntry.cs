using Bronx.Discord.Models;

namespace Bronx.Features.ServerRules.Blacklist;

internal enum BlacklistKind
{
    Person = 0,
    Server = 1,
}

/// <summary>Somebody or some server that gets nothing from the bot.</summary>
/// <param name="Reason">In the owner's words; they read it too. Empty when none was given.</param>
internal sealed record BlacklistEntry(BlacklistKind Kind, ulong Id, string Reason, UserId By, DateTimeOffset At);
