using Bronx.Discord.Models;

namespace Bronx.Platform.Commands;

/// <summary>A frame that is on its way or on the screen.</summary>
/// <param name="Channel">Where it is.</param>
/// <param name="Message">The message, where Discord told its id; interactions answer without one.</param>
public sealed record ShownReply(ChannelId Channel, MessageId? Message);
