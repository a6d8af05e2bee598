namespace Bronx.Features.AutoModeration.Judging;

/// <summary>Whether a message goes against a server's rules.</summary>
internal static class GuardRules
{
    /// <summary>The breach that weighs most; null when there is none.</summary>
    /// <param name="count">How much its author said lately; null for a text that was edited or is only tried out.</param>
    public static Breach? Judge(GuardPlan plan, string text, TalkCount? count) => Breaches(plan, text, count)
        .Where(breach => breach.First != GuardStep.Nothing)
        .MaxBy(breach => breach.First);

    private static IEnumerable<Breach> Breaches(GuardPlan plan, string text, TalkCount? count)
    {
        if (On(GuardRule.Words) && plan.Words.Find(text) is { } word)
        {
            yield return Against(GuardRule.Words, word);
        }

        if (On(GuardRule.Invites) && LinkScan.Invites(text).FirstOrDefault(code => !plan.Invites.Contains(code, StringComparer.OrdinalIgnoreCase)) is { } invite)
        {
            yield return Against(GuardRule.Invites, invite);
        }

        // A message that mentions nobody is not part of a flood of mentions.
        var mentions = On(GuardRule.Mentions) && TextFacts.Mentions(text) is > 0 and var own ? count?.Mentions ?? own : 0;
        if (mentions >= plan.MentionsMost)
        {
            yield return Against(GuardRule.Mentions, $"{mentions} mentions");
        }

        if (On(GuardRule.Rate) && count is { } rate && rate.Messages >= plan.RateMessages)
        {
            yield return Against(GuardRule.Rate, $"{rate.Messages} messages in {plan.RateWindow.TotalSeconds:0} s");
        }

        if (On(GuardRule.Repeats) && count is { } repeat && repeat.Same >= plan.RepeatTimes)
        {
            yield return Against(GuardRule.Repeats, $"{repeat.Same} times the same");
        }

        if (On(GuardRule.Links) && LinkScan.Sites(text).FirstOrDefault(site => !LinkScan.IsAllowed(site, plan.Sites)) is { } link)
        {
            yield return Against(GuardRule.Links, link);
        }

        var capitals = On(GuardRule.Caps) ? TextFacts.CapitalPercent(text) : 0;
        if (capitals >= plan.CapsPercent)
        {
            yield return Against(GuardRule.Caps, $"{capitals} % capitals");
        }

        bool On(GuardRule rule) => plan.First(rule) != GuardStep.Nothing;
        Breach Against(GuardRule rule, string detail) => new(rule, plan.First(rule), detail);
    }
}
