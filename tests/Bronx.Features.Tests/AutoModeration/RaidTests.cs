using Bronx.Discord.Gateway;
using Bronx.Discord.Models;
using Bronx.Features.AutoModeration.Raids;
using Bronx.Platform.Storage;

namespace Bronx.Features.Tests.AutoModeration;

public sealed class RaidTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private static async Task JoinAsync(Town town, params ulong[] people)
    {
        foreach (var person in people)
        {
            await town.Get<RaidListener>().HearAsync(new MemberJoined(Town.Guild, Town.Member(Town.Person(person))), default);
        }
    }

    [Fact]
    public async Task AWaveOfJoins_BeginsRaidModeWhichEndsByItself()
    {
        await using var town = await Town.OpenAsync(("raid.joins", "3"), ("raid.action", "kick"), ("raid.lasts", "5m"), ("moderation.log", "502"));
        await JoinAsync(town, 11, 12);
        Assert.False(town.Get<RaidBook>().IsOn(Town.Guild));
        await JoinAsync(town, 13);
        Assert.True(town.Get<RaidBook>().IsOn(Town.Guild));
        await Town.UntilAsync(() =>
        {
            town.Clock.Advance(Step);
            return new[] { "kick @11", "kick @12", "kick @13" }.All(town.All.Contains) && town.All.Any(line => line.Contains("3 people joined within a minute", StringComparison.Ordinal));
        });

        await JoinAsync(town, 14);
        await town.NextWhilePassingAsync("kick @14", Step);
        town.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False(town.Get<RaidBook>().IsOn(Town.Guild));
        Assert.Contains("Raid mode is over", await town.NextWhilePassingAsync("send #502 [] Raid mode is over", Step), StringComparison.Ordinal);
        await JoinAsync(town, 15);
        Assert.DoesNotContain("kick @15", town.All);
    }

    [Fact]
    public async Task JoinsOfAnOrdinaryDay_AreNoRaid()
    {
        await using var town = await Town.OpenAsync(("raid.joins", "3"));
        for (ulong person = 20; person < 40; person++)
        {
            await JoinAsync(town, person);
            town.Clock.Advance(TimeSpan.FromSeconds(31));
        }

        await JoinAsync(town, 50, 50, 50, 50);
        Assert.False(town.Get<RaidBook>().IsOn(Town.Guild));
    }

    [Theory]
    [InlineData("timeout", "timeout @13 10 min")]
    [InlineData("kick", "kick @13")]
    [InlineData("ban", "ban @13")]
    public async Task RaidMode_DoesWhatTheServerChose(string action, string line)
    {
        await using var town = await Town.OpenAsync(("raid.action", action));
        await town.Get<RaidBook>().BeginAsync(Town.Guild, TimeSpan.FromMinutes(10), default);
        await JoinAsync(town, 13);
        Assert.Equal(line, await town.NextAsync(line[..4]));
    }

    [Fact]
    public async Task RaidMode_MayOnlyReport()
    {
        await using var town = await Town.OpenAsync(("raid.action", "report"), ("moderation.log", "502"));
        await town.Get<RaidBook>().BeginAsync(Town.Guild, TimeSpan.FromMinutes(10), default);
        await JoinAsync(town, 13);
        Assert.Contains("1 newcomer joined during raid mode", await town.NextAsync("send #502"), StringComparison.Ordinal);
        Assert.Single(town.All);
    }

    [Fact]
    public async Task OldAccounts_AreSparedWhenTheServerWantsThat()
    {
        await using var town = await Town.OpenAsync(("raid.action", "kick"), ("raid.young", "7d"));
        await town.Get<RaidBook>().BeginAsync(Town.Guild, TimeSpan.FromMinutes(10), default);
        var old = Snowflake(town.Clock.GetUtcNow() - TimeSpan.FromDays(8));
        var young = Snowflake(town.Clock.GetUtcNow() - TimeSpan.FromDays(6));
        await JoinAsync(town, old);
        await JoinAsync(town, young);
        await town.NextWhilePassingAsync($"kick @{young}", Step);
        Assert.Single(town.All);
    }

    [Fact]
    public async Task TheLevel_DecidesTheThresholdAndALevelOfOffNeverBeginsARaid()
    {
        await using var town = await Town.OpenAsync(("features.economy", "off"));
        await JoinAsync(town, [.. Enumerable.Range(100, 30).Select(number => (ulong)number)]);
        Assert.False(town.Get<RaidBook>().IsOn(Town.Guild));
        await town.ChooseAsync(("automod.level", "high"));
        await JoinAsync(town, [.. Enumerable.Range(200, 8).Select(number => (ulong)number)]);
        Assert.True(town.Get<RaidBook>().IsOn(Town.Guild));
        await town.NextAsync("kick @20");
    }

    [Fact]
    public async Task ADryRun_CountsNewcomersOnly()
    {
        await using var town = await Town.OpenAsync(("raid.action", "ban"), ("automod.dry-run", "on"), ("moderation.log", "502"));
        await town.Get<RaidBook>().BeginAsync(Town.Guild, TimeSpan.FromMinutes(10), default);
        await JoinAsync(town, 13);
        Assert.Contains("Dry run: 1 newcomer would have met a ban", await town.NextAsync("send #502"), StringComparison.Ordinal);
        Assert.Single(town.All);
    }

    [Fact]
    public async Task AMissingPermission_IsSaidOnceAndNotTried()
    {
        await using var town = await Town.OpenAsync(("raid.action", "kick"), ("moderation.log", "502"));
        town.Own &= ~Permissions.KickMembers;
        await town.Get<RaidBook>().BeginAsync(Town.Guild, TimeSpan.FromMinutes(10), default);
        await JoinAsync(town, 13);
        Assert.Contains("Kick Members", await town.NextAsync("send #502 [I could not kick somebody]"), StringComparison.Ordinal);
        await JoinAsync(town, 14);
        await town.NextWhilePassingAsync("send #502 [Raid mode]", Step);
        Assert.DoesNotContain(town.All, line => line.StartsWith("kick", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RaidMode_OutlivesARestartAndEndsOnTime()
    {
        await using var town = await Town.OpenAsync(("moderation.log", "502"));
        Assert.True(await town.Get<RaidBook>().BeginAsync(Town.Guild, TimeSpan.FromMinutes(10), default));
        Assert.False(await town.Get<RaidBook>().BeginAsync(Town.Guild, TimeSpan.FromMinutes(5), default));
        await town.RestartAsync();
        Assert.True(town.Get<RaidBook>().IsOn(Town.Guild));
        town.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.False(town.Get<RaidBook>().IsOn(Town.Guild));
        await town.NextAsync("send #502");
        Assert.False(await town.Get<RaidBook>().EndAsync(Town.Guild, default));
    }

    [Fact]
    public async Task RaidMode_CanBeEndedByHand()
    {
        await using var town = await Town.OpenAsync();
        await town.Get<RaidBook>().BeginAsync(Town.Guild, TimeSpan.FromMinutes(10), default);
        Assert.True(await town.Get<RaidBook>().EndAsync(Town.Guild, default));
        await town.RestartAsync();
        Assert.False(town.Get<RaidBook>().IsOn(Town.Guild));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Store_KeepsOneEndPerServer(DatabaseEngine engine)
    {
        await using var open = await OpenStore.OpenAsync(engine);
        var store = new RaidStore(open.Database);
        var until = open.Clock.GetUtcNow();
        await store.KeepAsync(Town.Guild, until, default);
        await store.KeepAsync(Town.Guild, until + Second, default);
        Assert.Equal([(Town.Guild, until + Second)], await store.AllAsync(default));
        await store.RemoveAsync(Town.Guild, default);
        Assert.Empty(await store.AllAsync(default));
    }

    [Fact]
    public void Joins_AreBounded()
    {
        var book = new JoinBook(10);
        for (ulong guild = 1; guild <= 100; guild++)
        {
            book.Note(new(guild), Town.Member(Town.Person(1)), DateTimeOffset.UnixEpoch);
        }

        Assert.Single(book.Note(new(1), Town.Member(Town.Person(2)), DateTimeOffset.UnixEpoch));
        Assert.Equal(2, book.Note(new(100), Town.Member(Town.Person(2)), DateTimeOffset.UnixEpoch).Count);
    }

    private static ulong Snowflake(DateTimeOffset at) => (ulong)(at.ToUnixTimeMilliseconds() - Discord.Models.Snowflake.EpochMilliseconds) << 22;
}
