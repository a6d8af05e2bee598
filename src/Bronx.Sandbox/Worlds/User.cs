namespace Bronx.Sandbox.Worlds;

/// <summary>An account: a human of the demo world or the bot.</summary>
internal sealed class User(Snowflake id, string username, string displayName)
{
    public Snowflake Id { get; } = id;

    public string Username { get; set; } = username;

    public string DisplayName { get; set; } = displayName;

    public bool IsBot { get; init; }

    /// <summary>Whether this person lets nobody start a direct message; opening works, sending fails with 50007.</summary>
    public bool ClosedDirectMessages { get; set; }
}
