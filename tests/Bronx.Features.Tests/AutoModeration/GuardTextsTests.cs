using Bronx.Discord.Models;
using Bronx.Features.AutoModeration;
using Bronx.Features.AutoModeration.Strikes;
using Bronx.Platform.Commands;
using Bronx.Platform.Options;
using Bronx.Testing;

namespace Bronx.Features.Tests.AutoModeration;

public sealed class GuardTextsTests
{
    private static readonly DateTimeOffset Now = HeldClock.DefaultStart;
    private static readonly UserId Mira = new(183245678901234567);

    private static readonly Message Said = new()
    {
        Id = new(1),
        ChannelId = Town.General,
        GuildId = Town.Guild,
        Author = Town.Person(183245678901234567, "**Mira**"),
        Content = "come `to` discord.gg/abc123\nnow",
    };

    private static GuardPlan Plan(params (string Key, string Value)[] choices)
    {
        var options = new[] { GuardChoices.General, GuardChoices.Rules, GuardChoices.Raids }.SelectMany(schema => schema.Options).ToDictionary(option => option.Key);
        return GuardPlan.Of(OptionValues.Defaults.With(choices.Select(choice =>
        {
            Assert.True(options[choice.Key].TryNormalize(choice.Value, out var stored, out var problem), problem);
            return new KeyValuePair<Option, string?>(options[choice.Key], stored);
        })));
    }

    [Fact]
    public void Log_IsAsStored()
    {
        var plan = Plan(("automod.level", "high"));
        var breach = new Breach(GuardRule.Invites, GuardStep.Delete, "abc123");
        StoredText.Matches(
            "AutoModeration/Log",
            [
                .. Enum.GetValues<GuardStep>().Skip(1).Select(step => ($"{step}", Reply.Of(GuardTexts.Done(Said, breach, step, (int)step, plan, Now)))),
                ("dry run", Reply.Of(GuardTexts.DryRun(Said, breach, GuardStep.Timeout, GuardStep.Timeout))),
                ("dry run out of reach", Reply.Of(GuardTexts.DryRun(Said, breach, GuardStep.Ban, GuardStep.Delete))),
                ("raid began", Reply.Of(GuardTexts.RaidBegan(12, Now.AddMinutes(10), plan))),
                ("raid over", Reply.Of(GuardTexts.RaidOver())),
                ("raid kicked", Reply.Of(GuardTexts.RaidNewcomers(GuardStep.Kick, 37, 2, isDryRun: false, GuardStep.Kick))),
                ("raid noted", Reply.Of(GuardTexts.RaidNewcomers(GuardStep.Nothing, 1, 0, isDryRun: false, GuardStep.Nothing))),
                ("raid dry", Reply.Of(GuardTexts.RaidNewcomers(GuardStep.Nothing, 3, 0, isDryRun: true, GuardStep.Ban))),
                ("raid by hand", Reply.Of(GuardTexts.RaidByHand(Mira, on: true))),
                ("cleared", Reply.Of(GuardTexts.ClearedBy(Mira, 3, new(5)))),
            ]);
    }

    [Fact]
    public void Answers_AreAsStored() => StoredText.Matches(
        "AutoModeration/Answers",
        ("status off", GuardTexts.Status(Plan(), default, false, null, Permissions.None, name => "." + name)),
        ("status medium", GuardTexts.Status(Plan(("automod.level", "medium")), Town.Log, true, null, Permissions.None, name => "/" + name)),
        ("status dry, raid, no log", GuardTexts.Status(Plan(("automod.level", "custom"), ("automod.dry-run", "on"), ("raid.young", "7d"), ("automod.harshest", "warn")), default, false, Now, Permissions.ManageMessages | Permissions.ModerateMembers, name => "." + name)),
        ("tried, off", GuardTexts.Tried("hello", null, null, isOn: false, ".settings set automod.level medium")),
        ("tried, fine", GuardTexts.Tried("hello `you`", null, null, isOn: true, ".settings set automod.level medium")),
        ("tried, caught", GuardTexts.Tried("idiot", new Breach(GuardRule.Words, GuardStep.Delete, "idiot*"), GuardStep.Delete, isOn: true, ".settings set automod.level medium")),
        ("strikes", GuardTexts.Strikes(Mira, [.. Enumerable.Range(0, 12).Select(hour => new Strike(Now.AddHours(hour), GuardRule.Caps, GuardStep.Warn))], 3, TimeSpan.FromHours(12))),
        ("no strikes", GuardTexts.Strikes(Mira, [], 0, TimeSpan.FromHours(12))),
        ("cleared", GuardTexts.Cleared(Mira, 2)),
        ("nothing to clear", GuardTexts.Cleared(Mira, 0)),
        ("raid on", GuardTexts.RaidOn(Now, Plan(("raid.action", "kick")))),
        ("raid longer", GuardTexts.RaidLonger(Now)),
        ("raid off", GuardTexts.RaidOff()),
        ("raid was off", GuardTexts.RaidWasOff()));

    [Fact]
    public void Notices_AreAsStored() => StoredText.MatchesText(
        "AutoModeration/Notices",
        string.Join('\n', Enum.GetValues<GuardRule>().Select(rule => GuardTexts.InChannel(Mira, rule, GuardStep.Delete))
            .Concat(Enum.GetValues<GuardStep>().Skip(3).Select(step => GuardTexts.InChannel(Mira, GuardRule.Invites, step)))
            .Concat(Enum.GetValues<GuardStep>().Skip(1).Select(step => GuardTexts.Directly("The *Shop*", GuardRule.Caps, step).Description))));

    [Fact]
    public void ALog_FitsFiveToAMessage()
    {
        var endless = Said with { Content = new string('`', 4_000), Author = Town.Person(ulong.MaxValue, new string('*', 32)) };
        var note = GuardTexts.Done(endless, new Breach(GuardRule.Words, GuardStep.Ban, new string('*', 200)), GuardStep.Timeout, 99, Plan(("automod.level", "high")), Now);
        Assert.InRange(note.Title!.Length + note.Description!.Length, 1, 1_150);
    }
}
