using Bronx.Discord.Models;
using Bronx.Platform.Options;

namespace Bronx.Features.AutoModeration;

/// <summary>What a server decides about auto-moderation: a level that decides everything, and what differs from it.</summary>
internal static class GuardChoices
{
    /// <summary>Stored for "as the level says" in a pick; in a number it is 0.</summary>
    public const string ByLevel = "level";

    private const string FollowsLevel = "as the level says";

    public const int MostBannedWords = 200;
    public const int LongestBannedWord = 60;

    private static readonly PickChoice AsLevel = new(ByLevel, "As the level says", "Changes when you change the level.");
    private static readonly PickChoice Off = new("off", "Off", "This is not looked at.");
    private static readonly PickChoice Report = new("report", "Only report", "Noted in the log channel, nothing else.");
    private static readonly PickChoice Warn = new("warn", "Warn", "The message stays, the person is told.");
    private static readonly PickChoice Delete = new("delete", "Delete", "The message goes, the person is told.");
    private static readonly PickChoice Timeout = new("timeout", "Timeout", "The message goes, the person cannot write for a while.");
    private static readonly PickChoice Kick = new("kick", "Kick", "The person has to join again.");
    private static readonly PickChoice Ban = new("ban", "Ban", "The person cannot come back.");

    public static readonly Option<string> Level = Choose.Pick(
        "automod.level", "off", "Level", "How strict I am; it decides everything that you do not set yourself.",
        new PickChoice("off", "Off", "I look at nothing."),
        new PickChoice("low", "Low", "Floods, mass mentions and banned words; at the worst a timeout."),
        new PickChoice("medium", "Medium", "Also shouting and invites; at the worst a kick."),
        new PickChoice("high", "High", "Also links; at the worst a ban."),
        new PickChoice("custom", "Custom", "Only the rules that you switch on."));

    public static readonly Option<bool> DryRun = Choose.Toggle(
        "automod.dry-run", fallback: false, "Dry run", "Whether I only note in the log channel what I would have done.");

    public static readonly Option<IReadOnlyList<RoleId>> ExemptRoles = Choose.Roles(
        "automod.exempt-roles", most: 20, botAssigns: false, "Exempt roles", "People with one of these roles may do what the rules forbid.");

    public static readonly Option<IReadOnlyList<ChannelId>> ExemptChannels = Choose.Channels(
        "automod.exempt-channels", most: 50, "Exempt channels", "Where I look at nothing; a category counts for all of its channels.");

    public static readonly Option<string> Tell = Choose.Pick(
        "automod.tell", "channel", "Telling people", "Where people read why I acted.",
        new PickChoice("channel", "In the channel", "A short note that goes after a few seconds."),
        new PickChoice("direct", "By direct message", "Unless they chose to get none."),
        new PickChoice("nowhere", "Not at all", "Only the log channel knows."));

    public static readonly Option<string> Harshest = Choose.Pick(
        "automod.harshest", ByLevel, "Harshest step", "The furthest I ever go by myself.", AsLevel, Warn, Delete, Timeout, Kick, Ban);

    public static readonly Option<long> TimeoutAt = Strikes("automod.timeout-at", "Timeout from", "a timeout");

    public static readonly Option<long> KickAt = Strikes("automod.kick-at", "Kick from", "a kick");

    public static readonly Option<long> BanAt = Strikes("automod.ban-at", "Ban from", "a ban");

    public static readonly Option<TimeSpan> TimeoutLength = Choose.Span(
        "automod.timeout", TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), TimeSpan.FromDays(28), "Length of a timeout", "For how long a person in timeout cannot write.");

    public static readonly Option<TimeSpan> Forget = Choose.Span(
        "automod.forget", TimeSpan.FromHours(12), TimeSpan.FromMinutes(10), TimeSpan.FromDays(90), "Strikes are forgotten after", "Each time this passes without a new strike, one is forgotten.");

    public static readonly Option<string> Rate = First("automod-rules.rate", "Many messages at once");

    public static readonly Option<long> RateMessages = Number("automod-rules.rate-messages", 50, "messages", "Messages at once", "From how many messages within that time it is a flood");

    public static readonly Option<long> RateSeconds = Number("automod-rules.rate-seconds", 60, "seconds", "Time for a flood", "Within how many seconds messages count together");

    public static readonly Option<string> Repeats = First("automod-rules.repeats", "The same again and again");

    public static readonly Option<long> RepeatTimes = Number("automod-rules.repeat-times", 20, "times", "Times the same", "How often the same text within a minute is too often");

    public static readonly Option<string> Caps = First("automod-rules.caps", "Shouting");

    public static readonly Option<long> CapsPercent = Number("automod-rules.caps-percent", 100, "percent", "Share of capitals", "From which share of capital letters a longer message is shouting");

    public static readonly Option<string> Invites = First("automod-rules.invites", "Invites to other servers");

    public static readonly Option<IReadOnlyList<string>> InvitesAllowed = Choose.Words(
        "automod-rules.invites-allowed", 50, 100, "Allowed invites", "Invites that anybody may post, as links or as their codes.", GuardWords.InviteProblem);

    public static readonly Option<string> Links = First("automod-rules.links", "Links");

    public static readonly Option<IReadOnlyList<string>> LinksAllowed = Choose.Words(
        "automod-rules.links-allowed", 100, 100, "Allowed sites", "Sites that anybody may link to, with all that is below them: example.org.", GuardWords.SiteProblem);

    public static readonly Option<string> Mentions = First("automod-rules.mentions", "Mass mentions");

    public static readonly Option<long> MentionsMost = Number("automod-rules.mentions-most", 50, "mentions", "Mentions at once", "From how many mentions of people and roles within ten seconds it is too many");

    public static readonly Option<string> Words = First("automod-rules.words", "Banned words");

    public static readonly Option<IReadOnlyList<string>> Banned = Choose.Words(
        "automod-rules.banned", MostBannedWords, LongestBannedWord, "Banned words",
        "Whole words or phrases; a star stands for any letters: idiot*. Tricks such as id!ot are seen through.", GuardWords.BannedProblem);

    public static readonly Option<IReadOnlyList<string>> Allowed = Choose.Words(
        "automod-rules.allowed", MostBannedWords, LongestBannedWord, "Words that are fine", "Words that a star would catch but that nobody minds.", GuardWords.AllowedProblem);

    public static readonly Option<string> RaidAction = Choose.Pick(
        "raid.action", ByLevel, "During a raid", "What happens to those who join while raid mode is on.", AsLevel, Report, Timeout, Kick, Ban);

    public static readonly Option<long> RaidJoins = Number("raid.joins", 500, "joins", "Joins for a raid", "From how many joins within a minute raid mode begins by itself");

    public static readonly Option<TimeSpan> RaidLasts = Choose.Span(
        "raid.lasts", TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), TimeSpan.FromDays(1), "Raid mode lasts", "How long after the last wave of joins raid mode ends by itself.");

    public static readonly Option<TimeSpan> RaidYoung = Choose.Span(
        "raid.young", TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(365), "Only young accounts", "Raid mode spares accounts that are older than this; none spares nobody.");

    public static OptionSchema General { get; } = new(
        "automod", OptionScope.Server, 1, "Auto-moderation", "How I keep order while nobody is looking.",
        [Level, DryRun, ExemptRoles, ExemptChannels, Tell, Harshest, TimeoutAt, KickAt, BanAt, TimeoutLength, Forget])
    {
        Check = GuardLadderCheck,
    };

    public static OptionSchema Rules { get; } = new(
        "automod-rules", OptionScope.Server, 1, "Auto-moderation rules", "What counts as wrong, rule by rule. Zero and \"as the level says\" follow the level.",
        [
            Rate, RateMessages, RateSeconds, Repeats, RepeatTimes, Caps, CapsPercent, Invites, InvitesAllowed, Links, LinksAllowed, Mentions, MentionsMost, Words, Banned, Allowed,
        ])
    {
        Check = RulesCheck,
    };

    public static OptionSchema Raids { get; } = new(
        "raid", OptionScope.Server, 1, "Raid mode", "What happens when many join at once.", [RaidAction, RaidJoins, RaidLasts, RaidYoung])
    {
        Check = values => values.Get(RaidJoins) is 1 or 2 ? "one or two joins are no raid; choose at least 3, or 0 to follow the level" : null,
    };

    private static string? GuardLadderCheck(OptionValues values)
    {
        long[] steps = [.. new[] { values.Get(TimeoutAt), values.Get(KickAt), values.Get(BanAt) }.Where(strikes => strikes > 0)];
        return steps.Zip(steps.Skip(1)).Any(pair => pair.First > pair.Second)
            ? "the steps get harsher: a timeout comes no later than a kick, and a kick no later than a ban"
            : null;
    }

    private static string? RulesCheck(OptionValues values) =>
        values.Get(RateMessages) == 1 ? "one message is no flood; choose at least 2, or 0 to follow the level"
        : values.Get(RepeatTimes) == 1 ? "once is no repetition; choose at least 2, or 0 to follow the level"
        : null;

    private static Option<string> First(string key, string title) => Choose.Pick(
        key, ByLevel, title, "The first step against it; strikes may make it harsher.", AsLevel, Off, Warn, Delete, Timeout, Kick, Ban);

    private static Option<long> Number(string key, long most, string unit, string title, string meaning) =>
        Choose.Whole(key, 0, 0, most, unit, title, $"{meaning}; 0 follows the level.", zero: FollowsLevel);

    private static Option<long> Strikes(string key, string title, string what) =>
        Choose.Whole(key, 0, 0, 50, "strikes", title, $"With how many strikes a person gets {what}; 0 follows the level.", zero: FollowsLevel);
}
