using Bronx.Discord.Models;

namespace Bronx.Features.Welcome;

/// <summary>Somebody who came or went.</summary>
/// <param name="Name">Nickname, else display name; as they chose it, not made safe.</param>
internal sealed record Traveller(UserId Id, string Name)
{
    public static Traveller Of(User user, Member? member = null) => new(user.Id, member?.Nick ?? user.DisplayName);
}

/// <summary>What a greeting tells of the server.</summary>
internal sealed record Place(string Name, int Members);
