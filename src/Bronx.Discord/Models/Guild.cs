namespace Bronx.Discord.Models;

/// <summary>A server as GUILD_CREATE brings it.</summary>
public sealed record Guild
{
    public required GuildId Id { get; init; }

    public string Name { get; init; } = "";

    public UserId OwnerId { get; init; }

    public string? PreferredLocale { get; init; }

    public bool Unavailable { get; init; }

    public bool Large { get; init; }

    /// <summary>People and bots in the server, as Discord counts them.</summary>
    public int MemberCount { get; init; }

    public IReadOnlyList<Role> Roles { get; init; } = [];

    public IReadOnlyList<Channel> Channels { get; init; } = [];

    public IReadOnlyList<Channel> Threads { get; init; } = [];

    public IReadOnlyList<Member> Members { get; init; } = [];
}
