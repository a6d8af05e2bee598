namespace Bronx.Sandbox.Worlds;

/// <summary>An emoji that a guild has made for itself.</summary>
internal sealed class GuildEmoji(Snowflake id, string name, User creator)
{
    public Snowflake Id { get; } = id;

    public string Name { get; set; } = name;

    public User Creator { get; } = creator;

    /// <summary>Who may use it; nobody named means everybody.</summary>
    public IReadOnlyList<Snowflake> Roles { get; set; } = [];

    public bool Animated { get; init; }
}
