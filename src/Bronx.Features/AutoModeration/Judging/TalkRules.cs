using Bronx.Discord.Models;

namespace Bronx.Features.AutoModeration.Judging;

/// <summary>One message, as far as counting needs it.</summary>
/// <param name="Text">The text's fingerprint; 0 for none.</param>
/// <param name="Mentions">How many it mentions.</param>
internal readonly record struct Talk(DateTimeOffset At, ulong Text, int Mentions, MessageId Message, ChannelId Channel);

/// <summary>How much somebody said lately, the newest message included.</summary>
internal readonly record struct TalkCount(int Messages, int Same, int Mentions);

/// <summary>Counting what somebody said.</summary>
internal static class TalkRules
{
    public static readonly TimeSpan RepeatWindow = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan MentionWindow = TimeSpan.FromSeconds(10);

    /// <summary>Whether an earlier message goes with the one a flood was noticed with.</summary>
    public static bool BelongTogether(GuardRule rule, Talk old, Talk now, TimeSpan rateWindow) => old.Message != now.Message && rule switch
    {
        GuardRule.Rate => now.At - old.At < rateWindow,
        GuardRule.Repeats => old.Text == now.Text && now.At - old.At < RepeatWindow,
        _ => old.Mentions > 0 && now.At - old.At < MentionWindow,
    };

    /// <param name="before">Earlier messages, in any order.</param>
    public static TalkCount Count(IEnumerable<Talk> before, Talk now, TimeSpan rateWindow)
    {
        var (messages, same, mentions) = (1, now.Text == 0 ? 0 : 1, now.Mentions);
        foreach (var talk in before)
        {
            var age = now.At - talk.At;
            messages += age < rateWindow ? 1 : 0;
            same += age < RepeatWindow && now.Text != 0 && talk.Text == now.Text ? 1 : 0;
            mentions += age < MentionWindow ? talk.Mentions : 0;
        }

        return new TalkCount(messages, same, mentions);
    }
}
