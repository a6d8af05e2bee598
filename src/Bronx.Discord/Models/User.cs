namespace Bronx.Discord.Models;

/// <summary>A person or bot, as it appears anywhere on Discord.</summary>
public sealed record User
{
    public required UserId Id { get; init; }

    public required string Username { get; init; }

    /// <summary>The name people chose to be shown by; null when they show their username.</summary>
    public string? GlobalName { get; init; }

    public string? Avatar { get; init; }

    public bool Bot { get; init; }

    /// <summary>What to call them where no server nickname applies.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string DisplayName => GlobalName ?? Username;
}
