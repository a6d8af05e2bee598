using Bronx.Discord.Models;
using Bronx.Platform.Guilds;

namespace Bronx.Dashboard.SignIn;

/// <summary>Who asks, and what the rule of the route found out about them.</summary>
/// <param name="Session">Null where anyone may come.</param>
/// <param name="Server">The server of the address, where the rule asked for its manager.</param>
/// <param name="Member">The visitor in that server.</param>
internal sealed record Visitor(Session? Session, bool IsOwner, GuildSummary? Server, Member? Member)
{
    /// <summary>The session that the rule asked for.</summary>
    public Session SignedIn => Session ?? throw new InvalidOperationException("This route is for anyone.");

    /// <summary>The server that the rule asked for.</summary>
    public GuildSummary Managed => Server ?? throw new InvalidOperationException("This route names no server.");
}
