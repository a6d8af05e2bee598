using Bronx.Discord.Models;
using Bronx.Platform.Commands;

namespace Bronx.Features.ServerRules.Blacklist;

/// <summary>Whom or what an owner means. People need not be on this server, nor servers known.</summary>
internal static class BlacklistArguments
{
    public static readonly Parameter<BlacklistKind> Kind = Parameters.Choice(
        "kind", "A person or a whole server", new Choice<BlacklistKind>(BlacklistKind.Person, "person", "user", "member"), new Choice<BlacklistKind>(BlacklistKind.Server, "server", "guild"));

    public static readonly Parameter<string> Who = Parameters.Word("who", "Their mention or id", 40);

    /// <summary>A mention or an id; null for anything else.</summary>
    public static ulong? Read(string text) =>
        Snowflake.TryParse<UserId>(text.Trim().TrimStart('<', '@', '!').TrimEnd('>'), out var id) && id.Value >= 1UL << 22 ? id.Value : null;
}
