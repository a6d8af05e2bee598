using Bronx.Discord.Models;
using Bronx.Features.AutoModeration.Judging;
using Bronx.Platform.Options;

namespace Bronx.Features.AutoModeration;

/// <summary>A server's choices, worked out: level and exceptions together. Immutable; made once for each change of options.</summary>
internal sealed class GuardPlan
{
    private readonly Dictionary<GuardRule, GuardStep> _first;

    private GuardPlan(OptionValues values)
    {
        Level = values.Get(GuardChoices.Level);
        var preset = GuardPreset.Of(Level);
        IsDryRun = values.Get(GuardChoices.DryRun);
        Exempt = [.. values.Get(GuardChoices.ExemptRoles), .. values.Get(ServerRules.ServerChoices.Moderators)];
        ExemptChannels = values.Get(GuardChoices.ExemptChannels);
        Tell = values.Get(GuardChoices.Tell);
        Ladder = new(
            Step(values, GuardChoices.Harshest, preset.Harshest),
            Number(values, GuardChoices.TimeoutAt, preset.TimeoutAt),
            Number(values, GuardChoices.KickAt, preset.KickAt),
            Number(values, GuardChoices.BanAt, preset.BanAt));
        TimeoutLength = values.Get(GuardChoices.TimeoutLength);
        Forget = values.Get(GuardChoices.Forget);
        RateMessages = Number(values, GuardChoices.RateMessages, preset.RateMessages);
        RateWindow = TimeSpan.FromSeconds(Number(values, GuardChoices.RateSeconds, preset.RateSeconds));
        RepeatTimes = Number(values, GuardChoices.RepeatTimes, preset.RepeatTimes);
        CapsPercent = Number(values, GuardChoices.CapsPercent, preset.CapsPercent);
        MentionsMost = Number(values, GuardChoices.MentionsMost, preset.MentionsMost);
        Invites = [.. values.Get(GuardChoices.InvitesAllowed).Select(entry => entry[(entry.LastIndexOf('/') + 1)..])];
        Sites = values.Get(GuardChoices.LinksAllowed);
        Words = new WordList(values.Get(GuardChoices.Banned), values.Get(GuardChoices.Allowed));
        RaidStep = values.Get(GuardChoices.RaidAction) is "report" ? GuardStep.Nothing : Step(values, GuardChoices.RaidAction, preset.Raid);
        RaidJoins = Number(values, GuardChoices.RaidJoins, preset.RaidJoins);
        RaidLasts = values.Get(GuardChoices.RaidLasts);
        RaidYoung = values.Get(GuardChoices.RaidYoung);
        _first = new()
        {
            [GuardRule.Rate] = Step(values, GuardChoices.Rate, preset.Rate),
            [GuardRule.Repeats] = Step(values, GuardChoices.Repeats, preset.Repeats),
            [GuardRule.Caps] = Step(values, GuardChoices.Caps, preset.Caps),
            [GuardRule.Invites] = Step(values, GuardChoices.Invites, preset.Invites),
            [GuardRule.Links] = Step(values, GuardChoices.Links, preset.Links),
            [GuardRule.Mentions] = Step(values, GuardChoices.Mentions, preset.Mentions),
            [GuardRule.Words] = Step(values, GuardChoices.Words, preset.Words),
        };
    }

    public string Level { get; }

    /// <summary>Whether messages are looked at.</summary>
    public bool IsOn => Level != "off";

    public bool IsDryRun { get; }

    /// <summary>Exempt and moderator roles together.</summary>
    public IReadOnlyList<RoleId> Exempt { get; }

    public IReadOnlyList<ChannelId> ExemptChannels { get; }

    /// <summary>"channel", "direct" or "nowhere".</summary>
    public string Tell { get; }

    public Strikes.Ladder Ladder { get; }

    public TimeSpan TimeoutLength { get; }

    public TimeSpan Forget { get; }

    public int RateMessages { get; }

    public TimeSpan RateWindow { get; }

    public int RepeatTimes { get; }

    public int CapsPercent { get; }

    public int MentionsMost { get; }

    /// <summary>Codes of invites that anybody may post.</summary>
    public IReadOnlyList<string> Invites { get; }

    public IReadOnlyList<string> Sites { get; }

    public WordList Words { get; }

    /// <summary>Nothing stands for only reporting.</summary>
    public GuardStep RaidStep { get; }

    /// <summary>Joins within a minute; 0 for never by itself.</summary>
    public int RaidJoins { get; }

    public TimeSpan RaidLasts { get; }

    /// <summary>Accounts older than this are spared; zero spares nobody.</summary>
    public TimeSpan RaidYoung { get; }

    /// <summary>The first step against a rule; nothing when it is off.</summary>
    public GuardStep First(GuardRule rule) => _first[rule];

    public static GuardPlan Of(OptionValues values) => new(values);

    private static int Number(OptionValues values, Option<long> option, int preset) => values.Get(option) is > 0 and var own ? (int)own : preset;

    private static GuardStep Step(OptionValues values, Option<string> option, GuardStep preset) => values.Get(option) switch
    {
        GuardChoices.ByLevel => preset,
        "warn" => GuardStep.Warn,
        "delete" => GuardStep.Delete,
        "timeout" => GuardStep.Timeout,
        "kick" => GuardStep.Kick,
        "ban" => GuardStep.Ban,
        _ => GuardStep.Nothing,
    };
}
