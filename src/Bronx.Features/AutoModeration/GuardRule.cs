namespace Bronx.Features.AutoModeration;

/// <summary>What can be wrong with a message. The numbers are stored.</summary>
internal enum GuardRule
{
    Rate = 0,
    Repeats = 1,
    Caps = 2,
    Invites = 3,
    Links = 4,
    Mentions = 5,
    Words = 6,
}

/// <summary>What is done about it, from mild to harsh. The numbers are stored.</summary>
internal enum GuardStep
{
    Nothing = 0,
    Warn = 1,
    Delete = 2,
    Timeout = 3,
    Kick = 4,
    Ban = 5,
}

/// <summary>A rule that a message breaks.</summary>
/// <param name="First">The mildest step against it.</param>
/// <param name="Detail">What about the message, for moderators: "6 messages in 5 s".</param>
internal sealed record Breach(GuardRule Rule, GuardStep First, string Detail)
{
    /// <summary>Whether it is about many messages and not about what one of them says.</summary>
    public bool IsFlood => Rule is GuardRule.Rate or GuardRule.Repeats or GuardRule.Mentions;
}
