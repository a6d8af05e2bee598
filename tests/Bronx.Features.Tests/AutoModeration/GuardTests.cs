using Bronx.Discord.Gateway;
using Bronx.Discord.Models;
using Bronx.Features.AutoModeration;
using Bronx.Features.AutoModeration.Strikes;

namespace Bronx.Features.Tests.AutoModeration;

/// <summary>Messages of a small server, and what follows from each choice.</summary>
public sealed class GuardTests
{
    private const string Invite = "come to discord.gg/abc123";
    private const string Loud = "LISTEN TO ME EVERYBODY";
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(5);

    [Theory]
    [InlineData("automod-rules.words", "automod-rules.banned", "idiot", "what an 1d10t")]
    [InlineData("automod-rules.invites", null, null, Invite)]
    [InlineData("automod-rules.links", null, null, "see https://evil.example/x")]
    [InlineData("automod-rules.caps", null, null, Loud)]
    [InlineData("automod-rules.mentions", "automod-rules.mentions-most", "2", "<@183245678901234567> <@183245678901234568>")]
    public async Task ARule_ActsWhenItIsOnAndOnlyThen(string rule, string? also, string? value, string text)
    {
        await using var town = await Town.OpenAsync(("automod.level", "custom"), ("moderation.log", "502"));
        if (also is not null)
        {
            await town.ChooseAsync((also, value!));
        }

        await town.HearAsync<MessageListener>(town.Say(7, text));
        await town.ChooseAsync((rule, "delete"));
        var second = town.Say(8, text);
        await town.HearAsync<MessageListener>(second);

        Assert.Equal($"delete #500 {second.Id}", await town.NextAsync("delete"));
        Assert.Contains("<@8>", await town.NextAsync("send #502 [Message deleted]"), StringComparison.Ordinal);
        Assert.DoesNotContain(town.All, line => line.Contains("@7", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("low", Invite, false)]
    [InlineData("medium", Invite, true)]
    [InlineData("medium", "see https://evil.example", false)]
    [InlineData("high", "see https://evil.example", true)]
    [InlineData("custom", Invite, false)]
    [InlineData("off", Invite, false)]
    public async Task Levels_DecideWhatIsLookedAt(string level, string text, bool acts)
    {
        await using var town = await Town.OpenAsync(("automod.level", "medium"));
        if (level != "medium")
        {
            await town.ChooseAsync(("automod.level", level));
        }

        var message = town.Say(7, text);
        await town.HearAsync<MessageListener>(message);
        if (acts)
        {
            Assert.Equal($"delete #500 {message.Id}", await town.NextAsync("delete"));
            return;
        }

        await town.ChooseAsync(("automod.level", "high"), ("automod.harshest", "delete"));
        var control = town.Say(8, Invite);
        await town.HearAsync<MessageListener>(control);
        Assert.Equal($"delete #500 {control.Id}", await town.NextAsync("delete"));
    }

    [Theory]
    [InlineData("automod-rules.invites-allowed", "https://discord.gg/abc123", Invite)]
    [InlineData("automod-rules.links-allowed", "fine.example", "see https://www.fine.example/x")]
    [InlineData("automod-rules.allowed", "idiomatic", "how idiomatic")]
    [InlineData("automod-rules.caps-percent", "100", "LISTEN TO ME EVERYBODY ok")]
    public async Task WhatIsAllowed_IsLeftAlone(string key, string value, string text)
    {
        await using var town = await Town.OpenAsync(
            ("automod.level", "high"), ("automod.harshest", "delete"), ("automod-rules.banned", "idiom*"));
        var before = town.Say(7, text);
        await town.HearAsync<MessageListener>(before);
        Assert.Equal($"delete #500 {before.Id}", await town.NextAsync("delete"));

        await town.ChooseAsync((key, value));
        await town.HearAsync<MessageListener>(town.Say(8, text));
        var control = town.Say(9, "you idiom!");
        await town.HearAsync<MessageListener>(control);
        Assert.Equal($"delete #500 {control.Id}", await town.NextAsync("delete"));
    }

    [Theory]
    [InlineData("automod.exempt-roles", "402")]
    [InlineData("moderation.roles", "402")]
    [InlineData("automod.exempt-channels", "500")]
    public async Task TheExempt_MayDoWhatTheRulesForbid(string key, string value)
    {
        await using var town = await Town.OpenAsync(("automod.level", "medium"), (key, value));
        await town.HearAsync<MessageListener>(town.Say(7, Invite, Town.General, Town.Friend));
        var control = town.Say(8, Invite, Town.Hall);
        await town.HearAsync<MessageListener>(control);
        Assert.Equal($"delete #501 {control.Id}", await town.NextAsync("delete"));
        Assert.Single(town.All, line => line.StartsWith("delete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnExemptCategory_CoversItsChannelsAndTheirThreads()
    {
        await using var town = await Town.OpenAsync(("automod.level", "medium"), ("automod.exempt-channels", "600"));
        await town.HearAsync<MessageListener>(town.Say(7, Invite, Town.Thread));
        await town.HearAsync<MessageListener>(town.Say(7, Invite, Town.Corner));
        await town.HearAsync<MessageListener>(town.Say(8, Invite));
        await town.NextAsync("delete #500");
        Assert.Single(town.All, line => line.StartsWith("delete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ModeratorsTheOwnerAndBots_AreNeverActedUpon()
    {
        await using var town = await Town.OpenAsync(("automod.level", "high"), ("automod.harshest", "delete"));
        await town.HearAsync<MessageListener>(town.Say(7, Invite, null, Town.Crew));
        await town.HearAsync<MessageListener>(town.Say(Town.Owner.Value, Invite));
        await town.HearAsync<MessageListener>(town.Say(8, Invite) with { Author = Town.Person(8) with { Bot = true } });
        await town.HearAsync<MessageListener>(town.Say(9, Invite) with { WebhookId = 5 });
        await town.HearAsync<MessageListener>(town.Say(10, Invite));
        await town.NextAsync("delete");
        Assert.Single(town.All, line => line.StartsWith("delete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFlood_IsOneStrikeAndGoesAsAWhole()
    {
        await using var town = await Town.OpenAsync(
            ("automod.level", "custom"), ("automod-rules.rate", "delete"), ("automod-rules.rate-messages", "4"), ("automod-rules.rate-seconds", "10"), ("moderation.log", "502"), ("automod.tell", "nowhere"));
        List<ulong> ids = [];
        for (var number = 0; number < 4; number++)
        {
            var message = town.Say(7, $"hello {number}");
            ids.Add(message.Id.Value);
            town.Clock.Advance(TimeSpan.FromSeconds(1));
            await town.HearAsync<MessageListener>(message);
        }

        Assert.Equal($"delete #500 {string.Join(' ', ids)}", await town.NextAsync("delete"));
        Assert.Contains("4 messages in 10 s", await town.NextAsync("send #502"), StringComparison.Ordinal);

        var more = town.Say(7, "and one more");
        await town.HearAsync<MessageListener>(more);
        Assert.Equal($"delete #500 {more.Id}", await town.NextWhilePassingAsync("delete", Tick));
        Assert.Single(await town.Get<StrikeStore>().OfAsync(Town.Guild, new(7), default));

        town.Clock.Advance(TimeSpan.FromSeconds(20));
        await town.HearAsync<MessageListener>(town.Say(7, "calm again"));
        Assert.Single(await town.Get<StrikeStore>().OfAsync(Town.Guild, new(7), default));
    }

    [Fact]
    public async Task SlowerThanTheRate_IsNoFlood()
    {
        await using var town = await Town.OpenAsync(("automod.level", "custom"), ("automod-rules.rate", "delete"), ("automod-rules.rate-messages", "3"), ("automod-rules.rate-seconds", "5"));
        for (var number = 0; number < 6; number++)
        {
            await town.HearAsync<MessageListener>(town.Say(7, $"hello {number}"));
            town.Clock.Advance(TimeSpan.FromSeconds(3));
        }

        await town.ChooseAsync(("automod-rules.rate-seconds", "30"));
        var last = town.Say(7, "hello again");
        await town.HearAsync<MessageListener>(last);
        Assert.EndsWith($"{last.Id}", await town.NextAsync("delete"), StringComparison.Ordinal);
        Assert.Single(await town.Get<StrikeStore>().OfAsync(Town.Guild, new(7), default));
    }

    [Fact]
    public async Task TheSameAgain_GoesWithItsLikesAndNothingElse()
    {
        await using var town = await Town.OpenAsync(("automod.level", "custom"), ("automod-rules.repeats", "delete"), ("automod-rules.repeat-times", "3"));
        var texts = new[] { "Buy now", "something else", "BUY  now", "buy\u200B now" }.Select(text => town.Say(7, text)).ToList();
        foreach (var message in texts)
        {
            town.Clock.Advance(TimeSpan.FromSeconds(10));
            await town.HearAsync<MessageListener>(message);
        }

        Assert.Equal($"delete #500 {texts[0].Id} {texts[2].Id} {texts[3].Id}", await town.NextAsync("delete"));
    }

    [Fact]
    public async Task MentionsOfSeveralMessages_AddUp()
    {
        await using var town = await Town.OpenAsync(("automod.level", "custom"), ("automod-rules.mentions", "delete"), ("automod-rules.mentions-most", "3"));
        var messages = new[] { "<@183245678901234567> <@183245678901234568>", "<@183245678901234569>" }.Select(text => town.Say(7, text)).ToList();
        await town.HearAsync<MessageListener>(messages[0]);
        await town.HearAsync<MessageListener>(town.Say(7, "no mention"));
        await town.HearAsync<MessageListener>(messages[1]);
        Assert.Equal($"delete #500 {messages[0].Id} {messages[1].Id}", await town.NextAsync("delete"));
    }

    [Fact]
    public async Task MoreStrikes_GetHarsherAsTheServerChose()
    {
        await using var town = await Town.OpenAsync(
            ("automod.level", "custom"), ("automod-rules.caps", "warn"), ("automod.harshest", "ban"), ("automod.timeout-at", "3"), ("automod.kick-at", "4"), ("automod.ban-at", "5"),
            ("automod.timeout", "30m"), ("moderation.log", "502"));
        string[] expected = ["send #500 <@7>, please do not shout.", "delete #500", "timeout @7 30 min", "kick @7", "ban @7"];
        for (var strikes = 1; strikes <= expected.Length; strikes++)
        {
            await town.HearAsync<MessageListener>(town.Say(7, Loud));

            // The note in the log is the last of what is done: only then may time go on, or the next message counts as one already on its way.
            await Town.UntilAsync(() =>
            {
                town.Clock.Advance(Tick);
                return town.All.Any(line => line.StartsWith(expected[strikes - 1], StringComparison.Ordinal)) && town.All.Count(line => line.StartsWith("send #502", StringComparison.Ordinal)) >= strikes;
            });
            town.Clock.Advance(TimeSpan.FromSeconds(15));
        }

        Assert.Equal(
            [GuardStep.Warn, GuardStep.Delete, GuardStep.Timeout, GuardStep.Kick, GuardStep.Ban],
            (await town.Get<StrikeStore>().OfAsync(Town.Guild, new(7), default)).Select(strike => strike.Step));
    }

    [Theory]
    [InlineData("automod.harshest", "warn", "send #500 <@7>")]
    [InlineData("automod.harshest", "timeout", "timeout @7")]
    [InlineData("automod.timeout-at", "1", "timeout @7")]
    [InlineData("automod.kick-at", "1", "kick @7")]
    [InlineData("automod.ban-at", "1", "ban @7")]
    public async Task TheLadder_IsTheServers(string key, string value, string does)
    {
        await using var town = await Town.OpenAsync(("automod.level", "high"), (key, value));
        if (value == "timeout")
        {
            await town.ChooseAsync(("automod.ban-at", "1"), ("automod.kick-at", "1"), ("automod.timeout-at", "1"));
        }
        else if (key != "automod.harshest")
        {
            await town.ChooseAsync(("automod.timeout-at", "1"), ("automod.kick-at", key == "automod.timeout-at" ? "50" : "1"), ("automod.ban-at", key == "automod.ban-at" ? "1" : "50"));
        }

        await town.HearAsync<MessageListener>(town.Say(7, Invite));
        await town.NextAsync(does);
        Assert.False(value == "warn" && town.All.Any(line => line.StartsWith("delete", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Strikes_AreForgottenAsTheServerChose()
    {
        await using var town = await Town.OpenAsync(("automod.level", "medium"), ("automod.timeout-at", "2"), ("automod.forget", "1h"), ("automod.tell", "nowhere"));
        await town.HearAsync<MessageListener>(town.Say(7, Invite));
        await town.NextAsync("delete");
        town.Clock.Advance(TimeSpan.FromMinutes(61));
        await town.HearAsync<MessageListener>(town.Say(7, Invite));
        await town.NextWhilePassingAsync("delete", Tick);
        town.Clock.Advance(TimeSpan.FromMinutes(30));
        await town.HearAsync<MessageListener>(town.Say(7, Invite));
        await town.NextWhilePassingAsync("timeout", Tick);
        Assert.Single(town.All, line => line.StartsWith("timeout", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Strikes_OutliveARestart()
    {
        await using var town = await Town.OpenAsync(("automod.level", "medium"), ("automod.timeout-at", "2"));
        await town.HearAsync<MessageListener>(town.Say(7, Invite));
        await town.NextAsync("delete");
        await town.RestartAsync();
        await town.HearAsync<MessageListener>(town.Say(7, Invite));
        await town.NextAsync("timeout @7");
    }

    [Theory]
    [InlineData("channel", "send #500 <@7>, please post no invites to other servers here. (rings 7)")]
    [InlineData("direct", "direct @7 I removed a message of yours in **Test Town**: please post no invites to other servers here.")]
    [InlineData("nowhere", "send #502 [Message deleted]")]
    public async Task People_AreToldWhereTheServerWants(string where, string line)
    {
        await using var town = await Town.OpenAsync(("automod.level", "medium"), ("automod.tell", where), ("moderation.log", "502"));
        await town.HearAsync<MessageListener>(town.Say(7, Invite));
        Assert.StartsWith(line, await town.NextAsync(line[..12]), StringComparison.Ordinal);
        await town.HearAsync<MessageListener>(town.Say(8, Invite));
        await town.NextWhilePassingAsync("send #502", Tick);
        Assert.Equal(where == "channel", town.All.Any(one => one.StartsWith("send #500", StringComparison.Ordinal)));
        Assert.Equal(where == "direct", town.All.Any(one => one.StartsWith("direct", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task TheNoteInTheChannel_GoesAgain()
    {
        await using var town = await Town.OpenAsync(("automod.level", "custom"), ("automod-rules.caps", "warn"));
        await town.HearAsync<MessageListener>(town.Say(7, Loud));
        await town.NextAsync("send #500");
        Assert.DoesNotContain(town.All, line => line.StartsWith("delete", StringComparison.Ordinal));
        await town.NextWhilePassingAsync("delete #500", TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public async Task ADryRun_OnlyReports()
    {
        await using var town = await Town.OpenAsync(("automod.level", "high"), ("automod.dry-run", "on"), ("moderation.log", "502"));
        await town.HearAsync<MessageListener>(town.Say(7, Invite));
        var note = await town.NextAsync("send #502 [Dry run]");
        Assert.Contains("It would have been deleting the message.", note, StringComparison.Ordinal);
        Assert.Equal([note], town.All);
        Assert.Empty(await town.Get<StrikeStore>().OfAsync(Town.Guild, new(7), default));
    }

    [Fact]
    public async Task WhatTheBotMayNotDo_ItDoesNotTryAndSaysOnce()
    {
        await using var town = await Town.OpenAsync(("automod.level", "medium"), ("automod.timeout-at", "1"), ("moderation.log", "502"));
        town.Own &= ~Permissions.ModerateMembers;
        await town.HearAsync<MessageListener>(town.Say(7, Invite));
        Assert.Contains("I lack Time Out Members", await town.NextAsync("send #502 [I could not time somebody out]"), StringComparison.Ordinal);
        await town.HearAsync<MessageListener>(town.Say(8, Invite));
        await town.NextWhilePassingAsync("send #502 [Message deleted]", Tick);
        Assert.DoesNotContain(town.All, line => line.StartsWith("timeout", StringComparison.Ordinal));
        Assert.Single(town.All, line => line.Contains("I could not", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhoStandsAboveTheBot_LosesTheMessageAndNoMore()
    {
        await using var town = await Town.OpenAsync(("automod.level", "medium"), ("automod.timeout-at", "1"), ("moderation.log", "502"));
        await town.HearAsync<MessageListener>(town.Say(7, Invite, null, Town.Star));
        Assert.Contains("move my role up", await town.NextAsync("send #502 [I could not time somebody out]"), StringComparison.Ordinal);
        await Town.UntilAsync(() => town.All.Any(line => line.StartsWith("delete #500", StringComparison.Ordinal)));
        Assert.DoesNotContain(town.All, line => line.StartsWith("timeout", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EditedMessages_AreLookedAtOnceEach()
    {
        await using var town = await Town.OpenAsync(("automod.level", "custom"), ("automod-rules.caps", "warn"), ("moderation.log", "502"));
        var message = town.Say(7, "all quiet here, nothing to see");
        await town.HearAsync<MessageListener>(message);
        var edited = message with { Content = Loud, EditedTimestamp = town.Clock.GetUtcNow() };
        for (var time = 0; time < 3; time++)
        {
            await town.Get<MessageListener>().HearAsync(new MessageUpdated(edited), default);
        }

        await town.Get<MessageListener>().HearAsync(new MessageUpdated(town.Say(8, Loud)), default);
        await town.NextAsync("send #502 [Warned]");
        Assert.Single(await town.Get<StrikeStore>().OfAsync(Town.Guild, new(7), default));
        Assert.Empty(await town.Get<StrikeStore>().OfAsync(Town.Guild, new(8), default));
    }

    [Fact]
    public async Task AnEditWithoutItsMember_SparesModeratorsAllTheSame()
    {
        await using var town = await Town.OpenAsync(("automod.level", "medium"));
        town.Members[new(7)] = Town.Member(Town.Person(7), Town.Crew);
        town.Members[new(8)] = Town.Member(Town.Person(8));
        foreach (var person in new ulong[] { 7, 8 })
        {
            await town.Get<MessageListener>().HearAsync(new MessageUpdated(town.Say(person, Invite) with { Member = null, EditedTimestamp = town.Clock.GetUtcNow() }), default);
        }

        await town.NextAsync("delete");
        Assert.Empty(await town.Get<StrikeStore>().OfAsync(Town.Guild, new(7), default));
    }

    [Fact]
    public async Task AServerThatDoesNotUseIt_CostsNoMemory()
    {
        await using var town = await Town.OpenAsync(("features.gambling", "off"));
        var listener = town.Get<MessageListener>();
        MessageCreated[] messages = [new(town.Say(7, Invite)), new(town.Say(7, Invite) with { GuildId = new(77) }), new(town.Say(7, Invite) with { GuildId = null })];
        foreach (var happened in messages)
        {
            for (var warm = 0; warm < 1_000; warm++)
            {
                await listener.HearAsync(happened, default);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var time = 0; time < 10_000; time++)
            {
                Listen(listener, happened);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200);
        }
    }

    private static void Listen(MessageListener listener, MessageCreated happened)
    {
        var heard = listener.HearAsync(happened, default).AsTask();
        Assert.Same(Task.CompletedTask, heard);
    }

    [Fact]
    public async Task ABlacklistedServer_IsNotLookedAfter()
    {
        await using var town = await Town.OpenAsync(("automod.level", "medium"));
        var book = town.Get<Features.ServerRules.Blacklist.BlacklistBook>();
        await book.AddAsync(Features.ServerRules.Blacklist.BlacklistKind.Server, Town.Guild.Value, "", Town.Owner, default);
        await town.HearAsync<MessageListener>(town.Say(7, Invite));
        await book.RemoveAsync(Features.ServerRules.Blacklist.BlacklistKind.Server, Town.Guild.Value, default);
        var control = town.Say(8, Invite);
        await town.HearAsync<MessageListener>(control);
        Assert.Equal($"delete #500 {control.Id}", await town.NextAsync("delete"));
    }
}
