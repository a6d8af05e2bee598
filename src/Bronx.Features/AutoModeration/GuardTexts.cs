using Bronx.Discord.Models;
using Bronx.Features.AutoModeration.Strikes;
using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.AutoModeration;

/// <summary>Every word of this slice.</summary>
internal static class GuardTexts
{
    private const int LongestExcerpt = 200;

    /// <summary>For the server's audit log.</summary>
    public const string RaidReason = "Joined during a raid";

    public static string RuleName(GuardRule rule) => rule switch
    {
        GuardRule.Rate => "many messages at once",
        GuardRule.Repeats => "the same again and again",
        GuardRule.Caps => "shouting",
        GuardRule.Invites => "invites to other servers",
        GuardRule.Links => "links",
        GuardRule.Mentions => "mass mentions",
        _ => "banned words",
    };

    public static string StepName(GuardStep step) => step switch
    {
        GuardStep.Nothing => "nothing",
        GuardStep.Warn => "a warning",
        GuardStep.Delete => "deleting the message",
        GuardStep.Timeout => "a timeout",
        GuardStep.Kick => "a kick",
        _ => "a ban",
    };

    /// <summary>Behind "I could not".</summary>
    public static string Doing(GuardStep step) => step switch
    {
        GuardStep.Delete => "delete a message",
        GuardStep.Timeout => "time somebody out",
        GuardStep.Kick => "kick somebody",
        GuardStep.Ban => "ban somebody",
        _ => "act",
    };

    public static string Lacking(GuardStep step, bool hasPermission) => hasPermission
        ? "their highest role is not below mine; move my role up in the server's role settings"
        : $"I lack {PermissionNames.List(Acting.ReachRules.Needs(step))}; give it to my role in the server's role settings";

    /// <summary>For the server's audit log.</summary>
    public static string Reason(GuardRule rule) => $"Auto-moderation: {RuleName(rule)}";

    public static string InChannel(UserId person, GuardRule rule, GuardStep step) => step switch
    {
        GuardStep.Timeout => $"{Say.User(person)} takes a break: {RuleName(rule)}.",
        GuardStep.Kick or GuardStep.Ban => $"Somebody had to leave: {RuleName(rule)}.",
        _ => $"{Say.User(person)}, {Plea(rule)}",
    };

    public static Embed Directly(string server, GuardRule rule, GuardStep step) => Look.Note(
        step switch
        {
            GuardStep.Timeout => $"You cannot write in **{Say.Safe(server, 60)}** for a while: {RuleName(rule)}.",
            GuardStep.Kick => $"You were removed from **{Say.Safe(server, 60)}**: {RuleName(rule)}. You can join again; please mind the rules then.",
            GuardStep.Ban => $"You were banned from **{Say.Safe(server, 60)}**: {RuleName(rule)}.",
            GuardStep.Delete => $"I removed a message of yours in **{Say.Safe(server, 60)}**: {Plea(rule)}",
            _ => $"In **{Say.Safe(server, 60)}**: {Plea(rule)}",
        },
        Look.Warn);

    /// <summary>The note in the log channel about something that was done.</summary>
    /// <param name="strikes">With this one.</param>
    public static Embed Done(Message message, Breach breach, GuardStep step, int strikes, GuardPlan plan, DateTimeOffset now)
    {
        var (title, colour) = step switch
        {
            GuardStep.Warn => ("Warned", Look.Quiet),
            GuardStep.Delete => ("Message deleted", Look.Warn),
            GuardStep.Timeout => ("Timeout", Look.Warn),
            GuardStep.Kick => ("Kicked", Look.Bad),
            GuardStep.Ban => ("Banned", Look.Bad),
            _ => ("Noted", Look.Quiet),
        };
        return Look.Card(title, $"{Who(message)}\n{Why(breach)}\n{What(message)}\n{Say.Count(strikes, "strike", "strikes")} · {Undo(message.Author.Id, step, plan, now)}", colour);
    }

    /// <summary>The note in the log channel about something that was only tried out.</summary>
    /// <param name="possible">What the bot could really have done.</param>
    public static Embed DryRun(Message message, Breach breach, GuardStep would, GuardStep possible) => Look.Card(
        "Dry run",
        $"{Who(message)}\n{Why(breach)}\n{What(message)}\nIt would have been {StepName(would)}{(possible == would ? "" : $", but I can do no more than {StepName(possible)}: my permissions or my role are not enough")}.",
        Look.Quiet);

    public static Embed RaidBegan(int joins, DateTimeOffset until, GuardPlan plan) => Look.Card(
        "Raid mode is on",
        $"{Say.Count(joins, "person", "people")} joined within a minute. {RaidDoes(plan)}\nIt ends {Say.When(until)} unless more come; `raid off` ends it now.",
        Look.Bad);

    public static Embed RaidOver() => Look.Note("Raid mode is over: nobody joins in masses any more.", Look.Good);

    /// <param name="done">What was done; nothing when it was only noted.</param>
    public static Embed RaidNewcomers(GuardStep done, int count, long leftOut, bool isDryRun, GuardStep would)
    {
        var people = Say.Count(count, "newcomer", "newcomers");
        var text = done switch
        {
            GuardStep.Timeout => $"{people} in timeout. To end one: right-click the person, Remove Timeout.",
            GuardStep.Kick => $"{people} kicked. They can join again when raid mode is off.",
            GuardStep.Ban => $"{people} banned. To take one back: Server Settings, Bans.",
            _ when isDryRun && would != GuardStep.Nothing => $"Dry run: {people} would have met {StepName(would)}.",
            _ => $"{people} joined during raid mode. I only note it.",
        };
        return Look.Card("Raid mode", leftOut == 0 ? text : $"{text}\n{Say.Count(leftOut, "more was", "more were")} too many at once for me.", Look.Warn);
    }

    public static Reply RaidOn(DateTimeOffset until, GuardPlan plan) => Reply.Of(Look.Card("Raid mode is on", $"{RaidDoes(plan)}\nIt ends {Say.When(until)}; `raid off` ends it now.", Look.Warn));

    public static Reply RaidLonger(DateTimeOffset until) => Reply.Of(Look.Note($"Raid mode was on already, and stays on until {Say.When(until, WhenStyle.Time)}.", Look.Warn));

    public static Reply RaidOff() => Reply.Of(Look.Note("Raid mode is off. Newcomers are welcome again.", Look.Good));

    public static Reply RaidWasOff() => Reply.Of(Look.Note("Raid mode is off already."));

    public static Embed RaidByHand(UserId by, bool on) => Look.Note($"{Say.User(by)} switched raid mode {(on ? "on" : "off")}.", on ? Look.Warn : Look.Good);

    public static Reply Strikes(UserId person, IReadOnlyList<Strike> strikes, int active, TimeSpan forget)
    {
        if (strikes.Count == 0)
        {
            return Reply.Of(Look.Note($"{Say.User(person)} has a clean sheet here.", Look.Good));
        }

        var lines = strikes.Reverse().Take(10).Select(strike => $"{Say.When(strike.At)} · {RuleName(strike.Rule)} → {Short(strike.Step)}");
        var more = strikes.Count > 10 ? $"\n-# and {strikes.Count - 10} older" : "";
        return Reply.Of(Look.Card(
            active == 0 ? "No strike counts any more" : $"{Say.Count(active, "strike counts", "strikes count")}",
            $"{Say.User(person)}\n{string.Join('\n', lines)}{more}\n-# One is forgotten each {Say.Span(forget)} without a new one.",
            active == 0 ? Look.Quiet : Look.Warn));
    }

    public static Reply Cleared(UserId person, int count) => Reply.Of(count == 0
        ? Look.Note($"{Say.User(person)} had no strikes.")
        : Look.Note($"{Say.Count(count, "strike", "strikes")} of {Say.User(person)} forgotten.", Look.Good));

    public static Embed ClearedBy(UserId person, int count, UserId by) => Look.Note($"{Say.User(by)} cleared {Say.Count(count, "strike", "strikes")} of {Say.User(person)}.");

    /// <param name="lacking">What the bot may not do in the server as a whole, of what this plan may come to.</param>
    public static Reply Status(GuardPlan plan, ChannelId log, bool logWorks, DateTimeOffset? raidUntil, Permissions lacking, Func<string, string> spell)
    {
        if (!plan.IsOn && raidUntil is null)
        {
            return Reply.Of(Look.Card("Auto-moderation is off", $"Switch it on with `{spell("settings set automod.level medium")}`, or try it first with `{spell("settings set automod.dry-run on")}`."));
        }

        var rules = Enum.GetValues<GuardRule>().Select(rule => $"{Capital(RuleName(rule))}: {Short(plan.First(rule))}");
        List<EmbedField> fields = [];
        if (plan.IsOn)
        {
            fields.Add(new("First step", string.Join('\n', rules)));
            fields.Add(new("With more strikes", Ladder(plan)));
        }

        fields.Add(new("Raid mode", raidUntil is { } until ? $"On, ends {Say.When(until)}. {RaidDoes(plan)}" : plan.RaidJoins == 0 ? "Only by hand: `raid on`" : $"From {plan.RaidJoins} joins a minute. {RaidDoes(plan)}"));
        fields.Add(new("Log", log.Value == 0 ? $"Nowhere. `{spell("settings set moderation.log #channel")}`" : logWorks ? Say.Channel(log) : $"{Say.Channel(log)}, but I cannot write there"));
        if (lacking != Permissions.None)
        {
            fields.Add(new("What I lack", $"**{PermissionNames.List(lacking)}**. Until my role has it I take the next milder step: *Server Settings › Roles*."));
        }

        return Reply.Of(Look.Card(
            $"Auto-moderation: {plan.Level}",
            plan.IsDryRun ? "**Dry run**: I only note in the log what I would have done." : "I leave moderators, exempt roles and the owner alone.",
            plan.IsDryRun ? Look.Quiet : Look.Good) with
        { Fields = fields });
    }

    /// <summary>What a text would lead to.</summary>
    /// <param name="step">With no strikes before; null when no rule is against it.</param>
    /// <param name="switchOn">How the reader would type what switches it on.</param>
    public static Reply Tried(string text, Breach? breach, GuardStep? step, bool isOn, string switchOn) => Reply.Of(
        !isOn ? Look.Refusal($"Auto-moderation is off here, so nothing would happen. A level switches it on: `{switchOn}`")
        : breach is null ? Look.Note($"{Say.Typed(text, LongestExcerpt)}\nNo rule is against it.", Look.Good)
        : Look.Card("A rule is against it", $"{Say.Typed(text, LongestExcerpt)}\n{Why(breach)}\nThe first time it means {StepName(step!.Value)}.", Look.Warn));

    private static string RaidDoes(GuardPlan plan)
    {
        var whom = plan.RaidYoung == TimeSpan.Zero ? "Newcomers" : $"Newcomers with accounts younger than {Say.Span(plan.RaidYoung)}";
        return plan.IsDryRun ? $"{whom} are only counted: this is a dry run."
            : plan.RaidStep switch
            {
                GuardStep.Timeout => $"{whom} get a timeout.",
                GuardStep.Kick => $"{whom} are kicked.",
                GuardStep.Ban => $"{whom} are banned.",
                _ => $"{whom} are only counted.",
            };
    }

    private static string Ladder(GuardPlan plan)
    {
        List<string> steps = [];
        Add(GuardStep.Timeout, plan.Ladder.TimeoutAt, $"timeout of {Say.Span(plan.TimeoutLength)}");
        Add(GuardStep.Kick, plan.Ladder.KickAt, "kick");
        Add(GuardStep.Ban, plan.Ladder.BanAt, "ban");
        return (steps.Count == 0 ? $"never more than {StepName(plan.Ladder.Harshest)}" : string.Join(", ", steps)) + $"; one is forgotten each {Say.Span(plan.Forget)}";

        void Add(GuardStep step, int at, string what)
        {
            if (plan.Ladder.Harshest >= step)
            {
                steps.Add($"{what} from {at}");
            }
        }
    }

    private static string Who(Message message) => $"{Say.User(message.Author.Id)} ({Say.Safe(message.Author.DisplayName, 40)}) in {Say.Channel(message.ChannelId)}";

    private static string Why(Breach breach) => $"**{Capital(RuleName(breach.Rule))}**: {Say.Typed(breach.Detail, 80)}";

    private static string What(Message message) => Say.Typed(message.Content, LongestExcerpt);

    private static string Undo(UserId person, GuardStep step, GuardPlan plan, DateTimeOffset now) => step switch
    {
        GuardStep.Timeout => $"until {Say.When(now + plan.TimeoutLength, WhenStyle.Time)}; to undo: right-click them, Remove Timeout",
        GuardStep.Ban => "to undo: Server Settings, Bans",
        GuardStep.Kick => "to undo: invite them again",
        _ => $"to undo: `warnings clear {person}`",
    };

    private static string Plea(GuardRule rule) => rule switch
    {
        GuardRule.Rate => "please slow down a little.",
        GuardRule.Repeats => "once is enough, please.",
        GuardRule.Caps => "please do not shout.",
        GuardRule.Invites => "please post no invites to other servers here.",
        GuardRule.Links => "please post no links here.",
        GuardRule.Mentions => "please do not mention so many at once.",
        _ => "please mind your words.",
    };

    /// <summary>As the options call it, for narrow lines.</summary>
    private static string Short(GuardStep step) => step switch
    {
        GuardStep.Nothing => "off",
        GuardStep.Warn => "warn",
        GuardStep.Delete => "delete",
        GuardStep.Timeout => "timeout",
        GuardStep.Kick => "kick",
        _ => "ban",
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
