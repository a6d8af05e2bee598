namespace Bronx.Discord.Models;

/// <summary>What a channel or thread is to be, or what an edit sets: a null field is left as it is.</summary>
public sealed record ChannelDraft
{
    /// <summary>1–100 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Only when creating.</summary>
    public ChannelType? Type { get; init; }

    /// <summary>Up to 1024 characters. Discord lets name and topic change twice in ten minutes.</summary>
    public string? Topic { get; init; }

    public ChannelId? ParentId { get; init; }

    public int? Position { get; init; }

    public bool? Nsfw { get; init; }

    /// <summary>Slow mode in seconds, 0–21600.</summary>
    public int? RateLimitPerUser { get; init; }

    /// <summary>Replaces all of them.</summary>
    public IReadOnlyList<Overwrite>? PermissionOverwrites { get; init; }

    /// <summary>Threads only.</summary>
    public bool? Archived { get; init; }

    /// <summary>Threads only: nobody but moderators opens it again.</summary>
    public bool? Locked { get; init; }

    /// <summary>Threads only: minutes without a message until it is archived: 60, 1440, 4320 or 10080.</summary>
    public int? AutoArchiveDuration { get; init; }
}
