using Bronx.Discord.Caching;
using Bronx.Discord.Gateway;
using Bronx.Discord.Models;
using Bronx.Discord.Tests.Gateway;
using Bronx.Testing;

namespace Bronx.Discord.Tests.Caching;

/// <summary>Members: so many and no more, and no longer than they are true.</summary>
public sealed class MemberCacheTests
{
    private static readonly GuildId Home = new(100);

    [Fact]
    public void WhoWasNotSeenForLongest_MakesRoom()
    {
        var cache = new MemberCache(3, isTold: true, new HeldClock());
        foreach (ulong id in (ulong[])[1, 2, 3])
        {
            cache.Saw(Home, new(id), new Member { Nick = $"n{id}" });
        }

        Assert.Equal("n1", cache.Find(Home, new(1))!.Nick);
        cache.Saw(Home, new(4), new Member());
        Assert.Null(cache.Find(Home, new(2)));
        Assert.NotNull(cache.Find(Home, new(1)));
        cache.Saw(Home, new(1), new Member { Nick = "renamed" });
        Assert.Equal("renamed", cache.Find(Home, new(1))!.Nick);
        Assert.Equal(3, cache.Count);
        for (ulong id = 10; id < 10_000; id++)
        {
            cache.Saw(Home, new(id), new Member());
        }

        Assert.Equal(3, cache.Count);
    }

    [Fact]
    public void AMemberOfAnotherServer_IsSomebodyElse_AndGoesWithIt()
    {
        var cache = new MemberCache(10, isTold: true, new HeldClock());
        cache.Saw(Home, new(1), new Member { Nick = "here" });
        cache.Saw(new(200), new(1), new Member { Nick = "there" });
        cache.Forget(Home);
        Assert.Null(cache.Find(Home, new(1)));
        Assert.Equal("there", cache.Find(new(200), new(1))!.Nick);
        cache.Forget(new(200), new(1));
        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public void WithoutBeingTold_AnEntryIsGoodForMinutesOnly()
    {
        var clock = new HeldClock();
        var untold = new MemberCache(10, isTold: false, clock);
        var told = new MemberCache(10, isTold: true, clock);
        untold.Saw(Home, new(1), new Member());
        told.Saw(Home, new(1), new Member());
        clock.Advance(TimeSpan.FromMinutes(4));
        Assert.NotNull(untold.Find(Home, new(1)));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(untold.Find(Home, new(1)));
        Assert.NotNull(told.Find(Home, new(1)));
    }

    [Fact]
    public void ASizeOfNothing_RemembersNobody()
    {
        var cache = new MemberCache(0, isTold: true, new HeldClock());
        cache.Saw(Home, new(1), new Member());
        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public async Task WhoSpeaksJoinsOrChanges_IsRemembered_AndForgottenOnLeaving()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).Listening<MessageCreated>().Listening<MemberUpdated>().Listening<MemberLeft>().StartAsync();
        var socket = await SessionTests.ReadyAsync(discord, 100);
        await socket.DispatchAsync("MESSAGE_CREATE", 2, SessionTests.Message(1).Replace("\"content\"", "\"member\":{\"roles\":[\"5\"]},\"content\"", StringComparison.Ordinal));
        await under.NextAsync<MessageCreated>();
        Assert.True(under.Client.Cache.TryGetMember(Home, new(9), out var speaker));
        Assert.Equal([new RoleId(5)], speaker.Roles);
        await socket.DispatchAsync("GUILD_MEMBER_UPDATE", 3, """{"guild_id":"100","user":{"id":"9","username":"ada"},"roles":["5","6"]}""");
        await under.NextAsync<MemberUpdated>();
        Assert.True(under.Client.Cache.TryGetMember(Home, new(9), out var changed));
        Assert.Equal(2, changed.Roles.Count);
        await socket.DispatchAsync("GUILD_MEMBER_REMOVE", 4, """{"guild_id":"100","user":{"id":"9","username":"ada"}}""");
        await under.NextAsync<MemberLeft>();
        Assert.False(under.Client.Cache.TryGetMember(Home, new(9), out _));
    }
}
