using Bronx.Discord.Models;

namespace Bronx.Features.AutoModeration.Acting;

/// <summary>A message that something is to be done about.</summary>
/// <param name="Breach">What is wrong; null when it only belongs to a flood that was answered already.</param>
/// <param name="Before">Earlier messages of the same flood, that go with it.</param>
internal sealed record GuardCase(GuardPlan Plan, Message Message, Breach? Breach, IReadOnlyList<(ChannelId Channel, MessageId Message)> Before);
