using Bronx.Discord.Models;

namespace Bronx.Platform.Commands;

/// <summary>A person that was named.</summary>
/// <param name="Member">What this server knows of them; null in direct messages.</param>
public sealed record MemberArgument(User User, Member? Member)
{
    /// <summary>Nickname, else display name. Not escaped.</summary>
    public string Name => Member?.Nick ?? User.DisplayName;
}
