using Bronx.Discord.Models;
using Bronx.Platform.Guilds;
using Bronx.Platform.Options;

namespace Bronx.Platform.Commands.Arguments;

/// <summary>What arguments are understood against: the server, and what came along with the event.</summary>
internal sealed record ArgumentScene(
    GuildId? Guild,
    ChannelId Channel,
    User Caller,
    Member? CallerMember,
    bool IsOwner,
    IGuildDirectory Directory,
    CommandRegistry Registry,
    IReadOnlyList<MentionedUser> Mentions,
    ResolvedEntities? Resolved)
{
    /// <summary>For suggestions alone.</summary>
    public OptionCatalogue? Options { get; init; }
}
