namespace Bronx.Discord.Gateway;

/// <summary>The coloured dot.</summary>
public enum OnlineStatus
{
    Online,
    Idle,
    DoNotDisturb,
    Invisible,
}

/// <summary>The word before an activity (Discord's documentation, Activity Types).</summary>
public enum ActivityKind
{
    Playing = 0,
    Listening = 2,
    Watching = 3,

    /// <summary>The text stands alone.</summary>
    Custom = 4,
    Competing = 5,
}

/// <summary>How the bot appears in member lists. Discord takes about five changes per 20 s.</summary>
/// <param name="Activity">Up to 128 characters; null for none.</param>
public sealed record Presence(OnlineStatus Status, ActivityKind Kind = ActivityKind.Custom, string? Activity = null)
{
    internal const int LongestActivity = 128;
}
