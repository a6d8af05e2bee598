using Bronx.Discord.Models;

namespace Bronx.Discord.Caching;

/// <summary>The bot in one server.</summary>
internal sealed record OwnMember(UserId Id, IReadOnlyList<RoleId> Roles, DateTimeOffset? TimedOutUntil)
{
    public static OwnMember Of(UserId self, Member member) => new(self, member.Roles, member.CommunicationDisabledUntil);
}
