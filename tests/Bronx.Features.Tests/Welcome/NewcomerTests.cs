using Bronx.Discord.Gateway;
using Bronx.Discord.Models;
using Bronx.Features.AutoModeration.Raids;
using Bronx.Features.ServerRules.Blacklist;
using Bronx.Features.Welcome;
using Bronx.Platform.Commands;
using Bronx.Platform.Storage;

namespace Bronx.Features.Tests.Welcome;

/// <summary>People come to a small server and leave it.</summary>
public sealed class NewcomerTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);

    private static async Task JoinAsync(Town town, ulong person, bool pending = false, bool bot = false, string name = "Mira") =>
        await town.Get<NewcomerListener>().HearAsync(
            new MemberJoined(Town.Guild, new Member { User = Town.Person(person, name) with { Bot = bot }, Pending = pending }), default);

    private static async Task PassAsync(Town town, ulong person, bool pending = false) =>
        await town.Get<NewcomerListener>().HearAsync(new MemberUpdated(Town.Guild, new Member { User = Town.Person(person), Pending = pending }), default);

    private static async Task LeaveAsync(Town town, ulong person, string name = "Mira") =>
        await town.Get<NewcomerListener>().HearAsync(new MemberLeft(Town.Guild, Town.Person(person, name)), default);

    [Fact]
    public async Task ANewcomer_IsGreetedWhereAndAsTheServerChose()
    {
        await using var town = await Town.OpenAsync(("welcome.channel", "501"));
        await JoinAsync(town, 7);
        Assert.Equal("send #501 Welcome to **Test Town**, <@7>! You are member number 42. (rings 7)", await town.NextAsync("send"));

        await town.ChooseAsync(("welcome.message", "Hi {name}"), ("welcome.mention", "off"), ("welcome.channel", "500"));
        await JoinAsync(town, 8, name: "**Bo**");
        Assert.Equal("send #500 Hi \\*\\*Bo\\*\\*", await town.NextWhilePassingAsync("send", Step));
    }

    [Fact]
    public async Task WithoutAChannel_NobodyIsGreeted()
    {
        await using var town = await Town.OpenAsync(("welcome.message", "Hi {name}"), ("autorole.roles", "401"));
        await JoinAsync(town, 7);
        await town.NextAsync("role @7");
        Assert.Single(town.All);
    }

    [Fact]
    public async Task ADirectMessage_ComesWhenTheServerWantsIt()
    {
        await using var town = await Town.OpenAsync(("welcome.direct", "on"), ("welcome.direct-message", "Psst, {name}"));
        await JoinAsync(town, 7);
        Assert.Equal("direct @7 Psst, Mira", await town.NextAsync("direct"));
        Assert.Single(town.All);
    }

    [Fact]
    public async Task Departures_AreNotedWhereAndAsTheServerChose()
    {
        await using var town = await Town.OpenAsync(("leave.channel", "501"));
        await LeaveAsync(town, 7);
        Assert.Equal("send #501 **Mira** has left. There are 42 of us now.", await town.NextAsync("send"));
        await town.ChooseAsync(("leave.message", "Bye {name}"));
        await LeaveAsync(town, 8, "@everyone");
        Assert.Equal("send #501 Bye @\u200Beveryone", await town.NextWhilePassingAsync("send", Step));
    }

    [Fact]
    public async Task FiveHundredJoins_AreAFewMessages()
    {
        await using var town = await Town.OpenAsync(("welcome.channel", "501"), ("welcome.direct", "on"), ("autorole.roles", "401"));
        for (ulong person = 1_000; person < 1_500; person++)
        {
            await JoinAsync(town, person);
        }

        for (ulong person = 1_000; person < 1_500; person++)
        {
            await town.NextWhilePassingAsync($"role @{person}", Step);
        }

        await Town.UntilAsync(() =>
        {
            town.Clock.Advance(Step);
            return town.All.Any(line => line.StartsWith("send", StringComparison.Ordinal) && line.Contains("others", StringComparison.Ordinal))
                && town.All.Any(line => line.StartsWith("direct", StringComparison.Ordinal));
        });
        Assert.InRange(town.All.Count(line => line.StartsWith("send", StringComparison.Ordinal)), 1, 4);
        Assert.InRange(town.All.Count(line => line.StartsWith("direct", StringComparison.Ordinal)), 1, 40);
    }

    [Fact]
    public async Task Screening_IsWaitedForAlsoOverARestart()
    {
        await using var town = await Town.OpenAsync(("welcome.channel", "501"), ("autorole.roles", "401"));
        await JoinAsync(town, 7, pending: true);
        await JoinAsync(town, 8, pending: true);
        await PassAsync(town, 7, pending: true);
        Assert.Empty(town.All);

        await town.RestartAsync();
        await PassAsync(town, 7);
        Assert.Contains("<@7>", await town.NextAsync("send #501"), StringComparison.Ordinal);
        await Town.UntilAsync(() => town.All.Contains("role @7 401"));
        await PassAsync(town, 7);
        await PassAsync(town, 9);
        await PassAsync(town, 8);
        Assert.Contains("<@8>", await town.NextWhilePassingAsync("send #501", Step), StringComparison.Ordinal);
        Assert.Equal(2, town.All.Count(line => line.StartsWith("send", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task WhoPassedWhileTheBotWasAway_IsGreetedAtTheStart()
    {
        await using var town = await Town.OpenAsync(("welcome.channel", "501"));
        foreach (ulong person in new ulong[] { 7, 8, 9 })
        {
            await JoinAsync(town, person, pending: true);
        }

        town.Members[new(7)] = new Member { User = Town.Person(7) };
        town.Members[new(8)] = new Member { User = Town.Person(8), Pending = true };
        await town.RestartAsync();
        await town.Get<NewcomerListener>().HearAsync(new GuildAvailable(new Guild { Id = Town.Guild, Name = "Test" }, Joined: false), default);
        Assert.Contains("<@7>", await town.NextAsync("send #501"), StringComparison.Ordinal);
        Assert.Equal([new UserId(8)], town.Get<WaitingRoom>().In(Town.Guild));
    }

    [Fact]
    public async Task WhoLeavesDuringScreening_WasNeverHere()
    {
        await using var town = await Town.OpenAsync(("leave.channel", "501"));
        await JoinAsync(town, 7, pending: true);
        await LeaveAsync(town, 7);
        await LeaveAsync(town, 8, "Bo");
        Assert.Contains("Bo", await town.NextAsync("send"), StringComparison.Ordinal);
        Assert.Empty(town.Get<WaitingRoom>().In(Town.Guild));
    }

    [Fact]
    public async Task Roles_AreThoseThatCanBeGivenNow()
    {
        await using var town = await Town.OpenAsync(("autorole.roles", "401,402,420,430"), ("moderation.log", "502"));
        await JoinAsync(town, 7);
        Assert.Equal("role @7 401", await town.NextAsync("role"));
        Assert.Equal("role @7 402", await town.NextAsync("role"));
        await Town.UntilAsync(() => town.All.Any(line => line.StartsWith("send #502 [I could not give newcomers their roles]", StringComparison.Ordinal)));
        town.AllRoles.RemoveAll(role => role.Id == Town.Friend);
        await JoinAsync(town, 8);
        Assert.Equal("role @8 401", await town.NextWhilePassingAsync("role", Step));
        await JoinAsync(town, 9);
        Assert.Equal("role @9 401", await town.NextWhilePassingAsync("role", Step));
        Assert.DoesNotContain(town.All, line => line.EndsWith(" 420", StringComparison.Ordinal) || line.EndsWith(" 430", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bots_GetRolesOnlyWhenTheServerWantsThatAndNoGreeting()
    {
        await using var town = await Town.OpenAsync(("welcome.channel", "501"), ("autorole.roles", "401"));
        await JoinAsync(town, 7, bot: true);
        await town.ChooseAsync(("autorole.bots", "on"));
        await JoinAsync(town, 8, bot: true);
        Assert.Equal("role @8 401", await town.NextAsync("role"));
        Assert.Single(town.All);
    }

    [Fact]
    public async Task AMissingPermission_IsSaidOnceInTheLog()
    {
        await using var town = await Town.OpenAsync(("welcome.channel", "501"), ("autorole.roles", "401"), ("moderation.log", "502"));
        town.Own = Permissions.ViewChannel;
        for (ulong person = 20; person < 30; person++)
        {
            await JoinAsync(town, person);
            town.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await Town.UntilAsync(() =>
        {
            town.Clock.Advance(Step);
            return town.All.Any(line => line.Contains("Send Messages", StringComparison.Ordinal)) && town.All.Any(line => line.Contains("Manage Roles", StringComparison.Ordinal));
        });
        Assert.All(town.All, line => Assert.StartsWith("send #502", line, StringComparison.Ordinal));
        Assert.InRange(town.All.Count, 1, 2);
    }

    [Fact]
    public async Task DuringARaidAndInABlacklistedServer_NobodyIsGreeted()
    {
        await using var town = await Town.OpenAsync(("welcome.channel", "501"), ("autorole.roles", "401"));
        var blacklist = town.Get<BlacklistBook>();
        await blacklist.AddAsync(BlacklistKind.Server, Town.Guild.Value, "", Town.Owner, default);
        await JoinAsync(town, 6);
        await blacklist.RemoveAsync(BlacklistKind.Server, Town.Guild.Value, default);
        await town.Get<RaidBook>().BeginAsync(Town.Guild, TimeSpan.FromMinutes(1), default);
        await JoinAsync(town, 7);
        await town.NextAsync("role @7");
        town.Clock.Advance(TimeSpan.FromMinutes(2));
        await JoinAsync(town, 8);
        Assert.Contains("<@8>", await town.NextWhilePassingAsync("send #501", Step), StringComparison.Ordinal);
        Assert.Single(town.All, line => line.StartsWith("send", StringComparison.Ordinal));
        Assert.DoesNotContain("role @6 401", town.All);
    }

    [Fact]
    public async Task TryingItOut_GreetsTheCallerAndTellsWhatIsMissing()
    {
        await using var town = await Town.OpenAsync(("welcome.channel", "501"), ("autorole.roles", "401,430"), ("welcome.direct", "on"), ("leave.channel", "500"));
        var call = Calls.Command(WelcomeTestCommand.Definition, Town.Person(7), 55, town.Clock.GetUtcNow());
        var reply = Assert.IsType<CommandOutcome.Replied>(await town.Get<WelcomeTestCommand>().RunAsync(call, default)).Reply;
        Assert.Contains("<@7>", await town.NextAsync("send #501"), StringComparison.Ordinal);
        var text = StoredText.Show(reply);
        foreach (var part in new[] { "I greeted you in <#501>", "<@&401>", "@Star is above my highest role", "Good to have you with us", "<#500>" })
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WithoutAnyChoice_TryingItOutShowsWhatItWouldLookLike()
    {
        await using var town = await Town.OpenAsync();
        var call = Calls.Command(WelcomeTestCommand.Definition, Town.Person(7), 55, town.Clock.GetUtcNow());
        var reply = Assert.IsType<CommandOutcome.Replied>(await town.Get<WelcomeTestCommand>().RunAsync(call, default)).Reply;
        Assert.Contains("Nobody is greeted yet", StoredText.Show(reply), StringComparison.Ordinal);
        Assert.Empty(town.All);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Store_KeepsWhoWaitsForAMonth(DatabaseEngine engine)
    {
        await using var open = await OpenStore.OpenAsync(engine);
        var room = new WaitingRoom(new WaitingStore(open.Database), open.Clock);
        await room.EnterAsync(Town.Guild, new(7), default);
        await room.EnterAsync(Town.Guild, new(7), default);
        open.Clock.Advance(WaitingRoom.Longest + TimeSpan.FromDays(1));
        await room.EnterAsync(Town.Guild, new(8), default);
        Assert.Single(await room.ExportAsync(new(8), default));

        var next = new WaitingRoom(new WaitingStore(open.Database), open.Clock);
        await next.StartAsync(default);
        Assert.Equal([new UserId(8)], next.In(Town.Guild));
        Assert.Equal(1, (await next.EraseAsync(new(8), default)).Rows);
        Assert.Empty(next.In(Town.Guild));
        Assert.False(await next.LeaveAsync(Town.Guild, new(8), default));
    }
}
