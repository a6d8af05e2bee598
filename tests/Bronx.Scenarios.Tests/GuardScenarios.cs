using Bronx.Discord.Models;
using Bronx.Platform.Options;
using Bronx.Sandbox;
using Bronx.Scenarios.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Scenarios.Tests;

/// <summary>What servers choose, obeyed by the whole bot: greetings, roles, order, switches and the blacklist.</summary>
public sealed class GuardScenarios
{
    private const string Invite = "come to discord.gg/abc123";
    private static readonly TimeSpan Hurry = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task ANewcomer_PassesScreening_IsGreetedOnce_GetsTheRole_AndIsMissed()
    {
        await using var bot = await RunningBot.StartAsync();
        await ChooseAsync(
            bot, ("welcome.channel", Channel(bot, "welcome")), ("welcome.message", "Welcome {user} to {server}"), ("leave.channel", Channel(bot, "welcome")), ("welcome.direct", "on"),
            ("autorole.roles", bot.Sandbox.World.RoleId("Night Owl").ToString()));
        bot.Sandbox.SetScreening(true);
        var mika = bot.Sandbox.As("member");
        var pia = bot.Sandbox.NewPerson("@everyone *Pia*");
        await pia.JoinAsync();
        await bot.SayAsync(mika, ".ping");
        Assert.DoesNotContain(mika.Read("welcome"), message => message.FromBot);

        await pia.FinishScreeningAsync();
        await bot.UntilAsync(() => mika.Read("welcome").Any(message => message.FromBot && message.Text.Contains($"Welcome {pia.Mention} to The Corner Store", StringComparison.Ordinal)));
        await bot.UntilAsync(() => pia.Read("@bot").Any(message => message.Text.Contains("Good to have you with us", StringComparison.Ordinal)), Hurry);
        var guild = Guild(bot);
        var member = await bot.DuringAsync(bot.App.Discord.Rest.GetMemberAsync(guild, new UserId(pia.Id.Value), CancellationToken.None));
        while (!member.Roles.Any(role => role.ToString() == bot.Sandbox.World.RoleId("Night Owl").ToString()))
        {
            await bot.UntilAsync(() => true);
            member = await bot.DuringAsync(bot.App.Discord.Rest.GetMemberAsync(guild, new UserId(pia.Id.Value), CancellationToken.None));
        }

        await pia.LeaveAsync();
        await bot.UntilAsync(() => mika.Read("welcome").Any(message => message.FromBot && message.Text.Contains("has left", StringComparison.Ordinal)), Hurry);
        Assert.DoesNotContain(mika.Read("welcome"), message => message.FromBot && message.Text.Contains("@everyone", StringComparison.Ordinal));
        Assert.Equal(2, mika.Read("welcome").Count(message => message.FromBot));
        Assert.Empty(bot.Captured.Errors);
    }

    [Fact]
    public async Task FiveHundredNewcomersAtOnce_AreGreetedInAFewMessages()
    {
        await using var bot = await RunningBot.StartAsync();
        await ChooseAsync(bot, ("welcome.channel", Channel(bot, "welcome")), ("welcome.message", "Hi {name}"));
        var mika = bot.Sandbox.As("member");
        var before = bot.App.Discord.Cache.Guilds.Single().MemberCount;
        for (var number = 0; number < 500; number++)
        {
            await bot.Sandbox.NewPerson($"Guest {number}").JoinAsync();
        }

        // Time stands still until the bot has heard of all: however slow the machine, they come at once.
        await bot.UntilAsync(() => bot.App.Discord.Cache.Guilds.Single().MemberCount == before + 500, TimeSpan.FromTicks(1));
        await bot.UntilAsync(() => mika.Read("welcome").Any(message => message.FromBot && message.Text.Contains("others", StringComparison.Ordinal)), Hurry);
        Assert.InRange(mika.Read("welcome").Count(message => message.FromBot), 1, 8);
    }

    [Fact]
    public async Task AnInvite_Goes_AndWithMoreOfThemItsWriterGetsATimeoutAKickAndABan()
    {
        await using var bot = await RunningBot.StartAsync();
        await ChooseAsync(
            bot, ("automod.level", "medium"), ("automod.harshest", "ban"), ("automod.timeout-at", "2"), ("automod.kick-at", "3"), ("automod.ban-at", "4"), ("automod.timeout", "1m"),
            ("moderation.log", Channel(bot, "staff-room")));
        var (mika, theo) = (bot.Sandbox.As("member"), bot.Sandbox.As("moderator"));

        await theo.SayAsync("general", Invite);
        var first = await bot.AnswerToAsync(mika, () => mika.SayAsync("general", Invite), "please post no invites");
        Assert.Contains(mika.Mention, first.Text, StringComparison.Ordinal);
        await bot.UntilAsync(() => mika.Read("general").Count(message => message.Text == Invite) == 1);
        await bot.UntilAsync(() => LogHas(theo, "Message deleted", "abc123", "1 strike", "warnings clear"), Hurry);
        await bot.UntilAsync(() => !mika.Read("general").Any(message => message.FromBot), Hurry);

        var edited = await mika.SayAsync("general", "hello all");
        await mika.EditAsync(edited, Invite);
        await bot.UntilAsync(() => LogHas(theo, "Timeout", "2 strikes", "Remove Timeout"), Hurry);
        await Assert.ThrowsAsync<SandboxRefusal>(() => mika.SayAsync("general", "let me speak"));

        await bot.LeapAsync(TimeSpan.FromSeconds(70));
        await mika.SayAsync("general", Invite);
        await bot.UntilAsync(() => LogHas(theo, "Kicked", "3 strikes"), Hurry);
        await Assert.ThrowsAsync<SandboxRefusal>(() => mika.SayAsync("general", "hello?"));

        await mika.JoinAsync();
        await bot.LeapAsync(TimeSpan.FromSeconds(15));
        await mika.SayAsync("general", Invite);
        await bot.UntilAsync(() => LogHas(theo, "Banned", "4 strikes"), Hurry);
        await Assert.ThrowsAsync<SandboxRefusal>(() => mika.JoinAsync());
        Assert.Contains(theo.Read("general"), message => message.Text == Invite && !message.FromBot);
        Assert.Empty(bot.Captured.Errors);
    }

    [Fact]
    public async Task AFlood_GoesAsAWhole_AndADryRunOnlyReports()
    {
        await using var bot = await RunningBot.StartAsync();
        await ChooseAsync(bot, ("automod.level", "low"), ("automod.dry-run", "on"), ("moderation.log", Channel(bot, "staff-room")));
        var (mika, theo) = (bot.Sandbox.As("member"), bot.Sandbox.As("moderator"));
        await mika.FloodAsync("general", 9, "spam {0}");
        await bot.UntilAsync(() => LogHas(theo, "Dry run", "Many messages at once"), Hurry);
        Assert.Equal(9, mika.Read("general").Count(message => message.Text.StartsWith("spam", StringComparison.Ordinal)));

        await ChooseAsync(bot, ("automod.dry-run", "off"));
        await bot.LeapAsync(TimeSpan.FromSeconds(30));
        await mika.FloodAsync("general", 12, "flood {0}");
        await bot.UntilAsync(() => !mika.Read("general").Any(message => message.Text.StartsWith("flood", StringComparison.Ordinal)), Hurry);
        await bot.UntilAsync(() => LogHas(theo, "Message deleted", "1 strike"), Hurry);
    }

    [Fact]
    public async Task AWaveOfJoins_IsSentAway_UntilAModeratorEndsIt()
    {
        await using var bot = await RunningBot.StartAsync();
        await ChooseAsync(bot, ("automod.level", "high"), ("moderation.log", Channel(bot, "staff-room")), ("welcome.channel", Channel(bot, "welcome")));
        var theo = await bot.WithTermsAcceptedAsync("moderator");
        for (var number = 0; number < 8; number++)
        {
            await bot.Sandbox.NewPerson($"Raider {number}").JoinAsync();
        }

        await bot.UntilAsync(() => LogHas(theo, "Raid mode is on"), Hurry);
        await bot.UntilAsync(() => LogHas(theo, "kicked. They can join again"), Hurry);
        var late = bot.Sandbox.NewPerson("Latecomer");
        await late.JoinAsync();
        await bot.UntilAsync(() => Refuses(late), Hurry);

        var off = await bot.SayAsync(theo, ".raid off", "are welcome again");
        Assert.Contains("Raid mode is off", off.Text, StringComparison.Ordinal);
        var guest = bot.Sandbox.NewPerson("Guest");
        await guest.JoinAsync();
        await bot.UntilAsync(() => theo.Read("welcome").Any(message => message.FromBot && message.Text.Contains(guest.Mention, StringComparison.Ordinal)), Hurry);
        Assert.False(Refuses(guest));

        static bool Refuses(SandboxPerson person)
        {
            try
            {
                person.SayAsync("general", "hello").GetAwaiter().GetResult();
                return false;
            }
            catch (SandboxRefusal)
            {
                return true;
            }
        }
    }

    [Fact]
    public async Task ModeratorsAskWhatIsGoingOn_ByMessageAndBySlash()
    {
        await using var bot = await RunningBot.StartAsync();
        var theo = await bot.WithTermsAcceptedAsync("moderator");
        var off = await bot.SayAsync(theo, ".automod");
        Assert.Contains("Auto-moderation is off", off.Text, StringComparison.Ordinal);
        await ChooseAsync(bot, ("automod.level", "medium"), ("moderation.log", Channel(bot, "staff-room")), ("automod-rules.banned", "idiot"));
        var status = await bot.SlashAsync(theo, "automod status");
        Assert.Contains("Auto-moderation: medium", status.Message!.Text, StringComparison.Ordinal);
        var tried = await bot.SlashAsync(theo, "automod test", ("text", "you 1d1ot"));
        Assert.True(tried.Message!.IsEphemeral);
        Assert.Contains("Banned words", tried.Message.Text, StringComparison.Ordinal);
        var fine = await bot.SayAsync(theo, ".automod test have a nice day");
        Assert.Contains("No rule is against it", fine.Text, StringComparison.Ordinal);

        var mika = bot.Sandbox.As("member");
        await mika.SayAsync("general", Invite);
        await bot.UntilAsync(() => LogHas(theo, "Message deleted"), Hurry);
        var warnings = await bot.SayAsync(theo, $".warnings {mika.Mention}", "strike");
        Assert.Contains("1 strike counts", warnings.Text, StringComparison.Ordinal);
        var cleared = await bot.SayAsync(theo, $".warnings clear {mika.Mention}", "forgotten");
        Assert.Contains("1 strike", cleared.Text, StringComparison.Ordinal);
        var clean = await bot.SayAsync(theo, $".warnings {mika.Mention}", "clean");
        Assert.Contains("clean sheet", clean.Text, StringComparison.Ordinal);
        Assert.Contains("Raid mode is on", (await bot.SayAsync(theo, ".raid on 5m", "It ends")).Text, StringComparison.Ordinal);

        var member = await bot.WithTermsAcceptedAsync("member");
        Assert.Contains("Time Out Members", (await bot.SayAsync(member, ".automod")).Text, StringComparison.Ordinal);
        Assert.Contains("Kick Members", (await bot.SayAsync(member, ".raid off")).Text, StringComparison.Ordinal);
        var rosa = await bot.WithTermsAcceptedAsync("owner");
        var test = await bot.SayAsync(rosa, ".welcome test");
        Assert.Contains("Nobody is greeted yet", test.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsSwitchedOffIsRefused_AndIgnoredChannelsAreSilent()
    {
        await using var bot = await RunningBot.StartAsync();
        var mika = await bot.WithTermsAcceptedAsync("member");
        await ChooseAsync(bot, ("features.gambling", "off"), ("channels.ignored", Channel(bot, "music")));
        Assert.Contains("Gambling", (await bot.SayAsync(mika, ".slots 10")).Text, StringComparison.Ordinal);
        Assert.Contains("switched off", (await bot.SlashAsync(mika, "slots", ("amount", "10"))).Message!.Text, StringComparison.Ordinal);
        Assert.Contains("coins", (await bot.SayAsync(mika, ".balance")).Text, StringComparison.Ordinal);
        var help = await bot.SayAsync(mika, ".help");
        Assert.Contains("Switched off on this server: Gambling", help.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("`slots`", help.Text, StringComparison.Ordinal);

        await mika.SayAsync("music", ".balance");
        await mika.SayAsync("music", ".balanec");
        var slash = await bot.DuringAsync((await mika.SlashAsync("music", "ping")).AnswerAsync());
        Assert.True(slash.Message!.IsEphemeral);
        Assert.Contains("keep silent", slash.Message.Text, StringComparison.Ordinal);
        var rosa = await bot.WithTermsAcceptedAsync("owner");
        await bot.AnswerToAsync(rosa, () => rosa.SayAsync("music", ".ping"));
        Assert.Single(rosa.Read("music"), message => message.FromBot);

        await ChooseAsync(bot, ("features.gambling", "on"));
        Assert.DoesNotContain("switched off", (await bot.SayAsync(mika, ".slots 10")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheBlacklist_HoldsInEveryFormAndOverARestart()
    {
        var folder = Directory.CreateTempSubdirectory("bronx-blacklist-").FullName;
        try
        {
            // All of the sandbox's people have the same ids in every run.
            string owner;
            SeenMessage page;
            await using (var bot = await RunningBot.StartAsync(folder))
            {
                owner = bot.Sandbox.As("owner").Id.ToString();
            }

            await using (var bot = await RunningBot.StartAsync(folder, null, ("Commands:Owners", owner)))
            {
                var (mika, rosa) = (await bot.WithTermsAcceptedAsync("member"), await bot.WithTermsAcceptedAsync("owner"));
                page = await bot.SayAsync(mika, ".help");
                Assert.Contains("gets nothing from me", (await bot.SayAsync(rosa, $".blacklist add person {mika.Mention} spam")).Text, StringComparison.Ordinal);
                Assert.Contains("spam", (await bot.SayAsync(mika, ".ping")).Text, StringComparison.Ordinal);
                var press = await bot.DuringAsync((await mika.SelectAsync(page, page.Controls[0].CustomId!, page.Controls[0].Options[0].Value)).AnswerAsync());
                Assert.True(press.Message!.IsEphemeral);
                Assert.Contains("spam", press.Message.Text, StringComparison.Ordinal);
            }

            await using (var bot = await RunningBot.StartAsync(folder, null, ("Commands:Owners", owner)))
            {
                var (mika, rosa) = (bot.Sandbox.As("member"), bot.Sandbox.As("owner"));
                var slash = await bot.SlashAsync(mika, "ping");
                Assert.True(slash.Message!.IsEphemeral);
                Assert.Contains("spam", slash.Message.Text, StringComparison.Ordinal);
                Assert.Contains(mika.Id.ToString(), (await bot.SayAsync(rosa, ".blacklist list", "Blacklist")).Text, StringComparison.Ordinal);
                await bot.SayAsync(rosa, $".blacklist remove person {mika.Id}", "can use me again");
                Assert.DoesNotContain("spam", (await bot.SayAsync(mika, ".ping")).Text, StringComparison.Ordinal);

                var server = bot.Sandbox.World.GuildIds[0].ToString();
                await bot.SayAsync(rosa, $".blacklist add server {server}", "gets nothing from me");
                Assert.Contains("do not work on this server", (await bot.SlashAsync(mika, "ping")).Message!.Text, StringComparison.Ordinal);
                Assert.Contains("Pong", (await bot.SayAsync(rosa, ".ping", "Pong")).Text, StringComparison.Ordinal);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool LogHas(SandboxPerson reader, params string[] parts) =>
        reader.Read("staff-room").Any(message => message.FromBot && parts.All(part => message.Text.Contains(part, StringComparison.Ordinal)));

    private static GuildId Guild(RunningBot bot) => new(bot.Sandbox.World.GuildIds[0].Value);

    private static string Channel(RunningBot bot, string name) => bot.Sandbox.World.ChannelId(name).ToString();

    private static async Task ChooseAsync(RunningBot bot, params (string Key, string Value)[] choices) => Assert.IsType<OptionChangeOutcome.Changed>(await bot.DuringAsync(
        bot.App.Services.GetRequiredService<OptionBook>().ChangeAsync(
            Guild(bot), choices.ToDictionary(choice => choice.Key, choice => (string?)choice.Value, StringComparer.Ordinal), new OptionCause(new UserId(1), "scenario"), CancellationToken.None)));
}
