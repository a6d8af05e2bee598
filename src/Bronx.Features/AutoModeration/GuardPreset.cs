namespace Bronx.Features.AutoModeration;

/// <summary>What a level decides.</summary>
internal sealed record GuardPreset
{
    public GuardStep Rate { get; init; }

    public required int RateMessages { get; init; }

    public int RateSeconds { get; init; } = 5;

    public GuardStep Repeats { get; init; }

    public required int RepeatTimes { get; init; }

    public GuardStep Caps { get; init; }

    public required int CapsPercent { get; init; }

    public GuardStep Invites { get; init; }

    public GuardStep Links { get; init; }

    public GuardStep Mentions { get; init; }

    public required int MentionsMost { get; init; }

    public GuardStep Words { get; init; }

    public required GuardStep Harshest { get; init; }

    public required int TimeoutAt { get; init; }

    public required int KickAt { get; init; }

    public required int BanAt { get; init; }

    /// <summary>Nothing stands for only reporting.</summary>
    public GuardStep Raid { get; init; }

    /// <summary>Joins within a minute; 0 for never by itself.</summary>
    public int RaidJoins { get; init; }

    private static readonly GuardPreset Low = new()
    {
        Rate = GuardStep.Delete,
        RateMessages = 8,
        Repeats = GuardStep.Delete,
        RepeatTimes = 5,
        CapsPercent = 90,
        Mentions = GuardStep.Delete,
        MentionsMost = 10,
        Words = GuardStep.Delete,
        Harshest = GuardStep.Timeout,
        TimeoutAt = 4,
        KickAt = 8,
        BanAt = 12,
        RaidJoins = 20,
    };

    private static readonly GuardPreset Medium = new()
    {
        Rate = GuardStep.Delete,
        RateMessages = 6,
        Repeats = GuardStep.Delete,
        RepeatTimes = 4,
        Caps = GuardStep.Warn,
        CapsPercent = 80,
        Invites = GuardStep.Delete,
        Mentions = GuardStep.Delete,
        MentionsMost = 6,
        Words = GuardStep.Delete,
        Harshest = GuardStep.Kick,
        TimeoutAt = 3,
        KickAt = 6,
        BanAt = 10,
        Raid = GuardStep.Timeout,
        RaidJoins = 12,
    };

    private static readonly GuardPreset High = new()
    {
        Rate = GuardStep.Delete,
        RateMessages = 5,
        Repeats = GuardStep.Delete,
        RepeatTimes = 3,
        Caps = GuardStep.Delete,
        CapsPercent = 70,
        Invites = GuardStep.Delete,
        Links = GuardStep.Delete,
        Mentions = GuardStep.Timeout,
        MentionsMost = 4,
        Words = GuardStep.Delete,
        Harshest = GuardStep.Ban,
        TimeoutAt = 2,
        KickAt = 4,
        BanAt = 6,
        Raid = GuardStep.Kick,
        RaidJoins = 8,
    };

    /// <summary>Medium's numbers, and no rule on.</summary>
    private static readonly GuardPreset Custom = new()
    {
        RateMessages = Medium.RateMessages,
        RepeatTimes = Medium.RepeatTimes,
        CapsPercent = Medium.CapsPercent,
        MentionsMost = Medium.MentionsMost,
        Harshest = Medium.Harshest,
        TimeoutAt = Medium.TimeoutAt,
        KickAt = Medium.KickAt,
        BanAt = Medium.BanAt,
        Raid = GuardStep.Kick,
    };

    /// <param name="level">As stored; "off" is like "custom": raid mode can still be switched on by hand.</param>
    public static GuardPreset Of(string level) => level switch
    {
        "low" => Low,
        "medium" => Medium,
        "high" => High,
        _ => Custom,
    };
}
