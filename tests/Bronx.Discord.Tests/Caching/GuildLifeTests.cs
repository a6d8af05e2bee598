using Bronx.Discord.Gateway;
using Bronx.Discord.Models;
using Bronx.Discord.Tests.Gateway;

namespace Bronx.Discord.Tests.Caching;

/// <summary>Servers come, go, and are out of sight for a while.</summary>
public sealed class GuildLifeTests
{
    private const string Everybody = """{"id":"100","name":"@everyone","permissions":"3072","position":0}""";

    [Fact]
    public async Task AServerThatReadyNamed_IsNotNewlyJoined()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).Listening<GuildAvailable>().StartAsync();
        var socket = await SessionTests.ReadyAsync(discord, 100);
        await socket.DispatchAsync("GUILD_CREATE", 2, Server(100));
        Assert.False((await under.NextAsync<GuildAvailable>()).Joined);
        await socket.DispatchAsync("GUILD_CREATE", 3, Server(200));
        Assert.True((await under.NextAsync<GuildAvailable>()).Joined);
        Assert.Equal(2, under.Client.Cache.GuildCount);
        Assert.Equal(24, under.Client.Cache.MemberCount);
    }

    [Fact]
    public async Task AnOutageKeepsTheServerAndItsData()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).Listening<GuildAvailable>().Listening<GuildUnavailable>().Listening<GuildLeft>().StartAsync();
        var socket = await SessionTests.ReadyAsync(discord, 100);
        await socket.DispatchAsync("GUILD_CREATE", 2, Server(100));
        await under.NextAsync<GuildAvailable>();
        await socket.DispatchAsync("GUILD_DELETE", 3, """{"id":"100","unavailable":true}""");
        await under.NextAsync<GuildUnavailable>();
        Assert.Equal(1, under.Client.Cache.GuildCount);
        Assert.True(under.Client.Cache.TryGetGuild(new(100), out var guild));
        Assert.Equal("Harbour", guild.Name);
        Assert.False(guild.IsAvailable);
        await socket.DispatchAsync("GUILD_CREATE", 4, Server(100));
        Assert.False((await under.NextAsync<GuildAvailable>()).Joined);
        await socket.DispatchAsync("GUILD_DELETE", 5, """{"id":"100"}""");
        await under.NextAsync<GuildLeft>();
        Assert.Equal(0, under.Client.Cache.GuildCount);
        Assert.Equal(0, under.Client.Cache.MemberCount);
    }

    [Fact]
    public async Task AServerJoinedDuringAnOutage_IsAnnouncedWhenItIsSeen()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).Listening<GuildAvailable>().StartAsync();
        var socket = await SessionTests.ReadyAsync(discord);
        await socket.DispatchAsync("GUILD_CREATE", 2, """{"id":"100","unavailable":true}""");
        await socket.DispatchAsync("GUILD_CREATE", 3, Server(100));
        Assert.True((await under.NextAsync<GuildAvailable>()).Joined);
    }

    [Fact]
    public async Task AServerLeftWhileAway_IsMissedByTheNextSession()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).Listening<GuildLeft>().Listening<SessionStarted>().StartAsync();
        var socket = await SessionTests.ReadyAsync(discord, 100, 200);
        await under.NextAsync<SessionStarted>();
        // READY again, as after any new session; this time without one of the servers.
        await socket.ReadyAsync(discord, 1, "another", [200]);
        var seen = new List<GatewayEvent> { await under.NextAnyAsync(), await under.NextAnyAsync() };
        Assert.Equal(new GuildId(100), Assert.Single(seen.OfType<GuildLeft>()).GuildId);
        Assert.Equal(1, under.Client.Cache.GuildCount);
    }

    [Fact]
    public async Task RolesChannelsThreadsAndMembersAreKeptUpToDate()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).Listening<MessageCreated>().StartAsync();
        var socket = await SessionTests.ReadyAsync(discord, 100);
        await socket.DispatchAsync("GUILD_CREATE", 2, Server(100));
        await socket.DispatchAsync("GUILD_UPDATE", 3, $$"""{"id":"100","name":"Port","owner_id":"1","roles":[{{Everybody}},{"id":"6","name":"Crew","permissions":"0"},{"id":"4","name":"Gone","permissions":"0"}]}""");
        await socket.DispatchAsync("GUILD_ROLE_CREATE", 4, """{"guild_id":"100","role":{"id":"5","name":"Hands","permissions":"0"}}""");
        await socket.DispatchAsync("GUILD_ROLE_UPDATE", 5, """{"guild_id":"100","role":{"id":"6","name":"Mates","permissions":"8192"}}""");
        await socket.DispatchAsync("CHANNEL_CREATE", 6, """{"id":"8","type":0,"guild_id":"100","name":"new","position":3}""");
        await socket.DispatchAsync("CHANNEL_UPDATE", 7, """{"id":"7","type":0,"guild_id":"100","name":"renamed","position":1}""");
        await socket.DispatchAsync("THREAD_CREATE", 8, """{"id":"9","type":11,"guild_id":"100","parent_id":"8","name":"thread"}""");
        await socket.DispatchAsync("GUILD_MEMBER_ADD", 9, """{"guild_id":"100","user":{"id":"77","username":"eve"},"roles":[]}""");
        await socket.DispatchAsync("GUILD_MEMBER_UPDATE", 10, """{"guild_id":"100","user":{"id":"42","username":"Bronx"},"roles":["6"]}""");
        await socket.DispatchAsync("GUILD_ROLE_DELETE", 11, """{"guild_id":"100","role_id":"4"}""");
        await socket.DispatchAsync("MESSAGE_CREATE", 12, SessionTests.Message(1));
        await under.NextAsync<MessageCreated>();
        Assert.True(under.Client.Cache.TryGetGuild(new(100), out var guild));
        Assert.Equal("Port", guild.Name);
        Assert.Equal(13, guild.MemberCount);
        Assert.Equal(["Hands", "Mates", "@everyone"], guild.Roles.Select(role => role.Name));
        Assert.Equal(["renamed", "new"], guild.Channels.Select(channel => channel.Name));
        Assert.True(guild.TryGetChannel(new(9), out var thread));
        Assert.Equal("thread", thread.Name);
        Assert.True(guild.OwnPermissionsIn(new(8), under.Clock.GetUtcNow()).HasFlag(Permissions.SendMessages | Permissions.ViewChannel | Permissions.ManageMessages));
        await socket.DispatchAsync("CHANNEL_DELETE", 13, """{"id":"8","type":0,"guild_id":"100"}""");
        await socket.DispatchAsync("MESSAGE_CREATE", 14, SessionTests.Message(2));
        await under.NextAsync<MessageCreated>();
        Assert.True(under.Client.Cache.TryGetGuild(new(100), out guild));
        Assert.False(guild.TryGetChannel(new(9), out _), "threads go with their channel");
    }

    [Fact]
    public async Task AHiddenChannelWithNullFields_IsKnownByItsPlace()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).Listening<GuildAvailable>().StartAsync();
        var socket = await SessionTests.ReadyAsync(discord, 100);
        var hidden = """{"id":"8","type":0,"position":4,"parent_id":null,"name":"___hidden___","flags":131072,"topic":null,"nsfw":null,"rate_limit_per_user":null,"permission_overwrites":[{"id":"100","type":0,"allow":"0","deny":"1024"}]}""";
        await socket.DispatchAsync("GUILD_CREATE", 2, Server(100).Replace("\"channels\":[", "\"channels\":[" + hidden + ",", StringComparison.Ordinal));
        await under.NextAsync<GuildAvailable>();
        Assert.True(under.Client.Cache.TryGetGuild(new(100), out var guild));
        Assert.True(guild.TryGetChannel(new(8), out var channel));
        Assert.True(channel.IsHidden);
        Assert.Equal(4, channel.Position);
        Assert.Equal(Permissions.None, guild.OwnPermissionsIn(new(8), under.Clock.GetUtcNow()));
    }

    internal static string Server(ulong id) =>
        $$"""{"id":"{{id}}","name":"Harbour","owner_id":"1","member_count":12,"roles":[{{Everybody}},{"id":"6","name":"Crew","permissions":"0"}],"channels":[{"id":"7","type":0,"name":"general","position":0,"topic":"talk"}],"threads":[],"members":[{"user":{"id":"42","username":"Bronx"},"roles":[],"joined_at":"2026-01-01T00:00:00+00:00"}]}""";
}
