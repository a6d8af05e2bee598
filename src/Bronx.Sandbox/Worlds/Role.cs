namespace Bronx.Sandbox.Worlds;

/// <summary>A role of a guild; the one whose id is the guild's is @everyone.</summary>
internal sealed class Role(Snowflake id, string name)
{
    public Snowflake Id { get; } = id;

    public string Name { get; set; } = name;

    public Permission Permissions { get; set; }

    public int Position { get; set; }

    public int Color { get; set; }

    public bool Hoist { get; set; }

    public bool Mentionable { get; set; }

    /// <summary>The bot whose own role this is; such a role cannot be handed out.</summary>
    public Snowflake? BotId { get; init; }

    public bool Managed => BotId is not null;
}
