using Bronx.Discord.Models;

namespace Bronx.Platform.Commands;

/// <summary>A frame that is on its way or on the screen, and how it can still be changed after its call has ended.</summary>
/// <param name="Channel">Where it is.</param>
/// <param name="Message">The message, where Discord told its id; interactions answer without one.</param>
public sealed record ShownReply(ChannelId Channel, MessageId? Message)
{
    /// <summary>Whose interaction it answers; with <see cref="Token"/>.</summary>
    public AppId? Application { get; init; }

    /// <summary>Of the interaction it answers: opens the message for 15 minutes, so it is stored no longer and never logged.</summary>
    public string? Token { get; init; }

    /// <summary>Whether it has to do without embeds, because the bot may not show them there.</summary>
    public bool InWords { get; init; }

    public override string ToString() => $"{Channel}/{Message}";
}
