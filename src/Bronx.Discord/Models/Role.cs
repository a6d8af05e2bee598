namespace Bronx.Discord.Models;

/// <summary>A role of a server.</summary>
public sealed record Role
{
    public required RoleId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>RGB, 0 for none.</summary>
    public int Color { get; init; }

    public int Position { get; init; }

    public Permissions Permissions { get; init; }

    /// <summary>Held by an integration (a bot, boosting): cannot be handed out.</summary>
    public bool Managed { get; init; }

    public bool Mentionable { get; init; }
}
