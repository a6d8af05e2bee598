namespace Bronx.Discord.Models;

/// <summary>Who may be notified by a message. <see cref="None"/> is the default everywhere in this library.</summary>
public sealed record AllowedMentions
{
    /// <summary>Nobody is notified, whatever the text says.</summary>
    public static readonly AllowedMentions None = new() { Parse = [] };

    /// <summary>Kinds that are parsed from the text: "users", "roles", "everyone".</summary>
    public IReadOnlyList<string>? Parse { get; init; }

    /// <summary>Up to 100 people; only with "users" absent from <see cref="Parse"/>.</summary>
    public IReadOnlyList<UserId>? Users { get; init; }

    public IReadOnlyList<RoleId>? Roles { get; init; }

    /// <summary>Whether a reply notifies the author of the message replied to.</summary>
    public bool? RepliedUser { get; init; }

    public static AllowedMentions OnlyUsers(params UserId[] users) => new() { Parse = [], Users = users };

    public static AllowedMentions OnlyRoles(params RoleId[] roles) => new() { Parse = [], Roles = roles };
}
