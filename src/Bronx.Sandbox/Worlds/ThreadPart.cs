namespace Bronx.Sandbox.Worlds;

/// <summary>What makes a channel a thread: who began it, who is in it, whether it sleeps.</summary>
internal sealed class ThreadPart(User owner, DateTimeOffset createdAt)
{
    /// <summary>How long a quiet thread stays open, in minutes: 60, 1440, 4320 or 10080.</summary>
    public static readonly int[] Durations = [60, 1440, 4320, 10_080];

    public User Owner { get; } = owner;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public int AutoArchiveMinutes { get; set; } = 1440;

    public bool Archived { get; set; }

    public bool Locked { get; set; }

    /// <summary>Whether members who do not moderate may bring others into a private thread.</summary>
    public bool Invitable { get; set; } = true;

    /// <summary>When it was last put to sleep or woken.</summary>
    public DateTimeOffset ArchiveChangedAt { get; set; } = createdAt;

    /// <summary>Who is in it, since when, in the order they came.</summary>
    public Dictionary<Snowflake, DateTimeOffset> Members { get; } = [];

    /// <summary>Messages ever sent, deleted ones included.</summary>
    public int TotalSent { get; set; }

    /// <summary>Fires when the thread has been quiet for long enough.</summary>
    public ITimer? Sleep { get; set; }
}
