using Bronx.Discord.Gateway;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Discord.Tests.Gateway;

namespace Bronx.Discord.Tests.Caching;

/// <summary>Threads in use, and channels that are hidden.</summary>
public sealed class ThreadTests
{
    private const string Server = """{"id":"100","name":"Bakery","owner_id":"5","roles":[{"id":"100","name":"@everyone","permissions":"274877910016"}],"channels":[{"id":"7","type":0,"name":"general"},{"id":"17","type":0,"name":"talk"}],"threads":[{"id":"8","type":11,"name":"cakes","parent_id":"7"}],"members":[{"user":{"id":"42","username":"Bronx"},"roles":[]}]}""";

    [Fact]
    public async Task OnlyThreadsInUseAreKept()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).Listening<GuildAvailable>().Listening<MessageCreated>().StartAsync();
        var socket = await SessionTests.ReadyAsync(discord, 100);
        var sequence = 1;
        await TellAsync("GUILD_CREATE", Server);
        await under.NextAsync<GuildAvailable>();
        Assert.Equal(["cakes"], await ThreadsAsync());
        await TellAsync("THREAD_CREATE", """{"id":"9","type":12,"guild_id":"100","name":"pies","parent_id":"17"}""");
        Assert.Equal(["cakes", "pies"], await ThreadsAsync());
        await TellAsync("THREAD_UPDATE", """{"id":"8","type":11,"guild_id":"100","name":"cakes","parent_id":"7","thread_metadata":{"archived":true,"locked":false}}""");
        Assert.Equal(["pies"], await ThreadsAsync());
        // Somebody wrote in it: it is in use again.
        await TellAsync("THREAD_UPDATE", """{"id":"8","type":11,"guild_id":"100","name":"cakes","parent_id":"7","thread_metadata":{"archived":false}}""");
        Assert.Equal(["cakes", "pies"], await ThreadsAsync());
        // What is in use below channel 7, and nothing else there.
        await TellAsync("THREAD_LIST_SYNC", """{"guild_id":"100","channel_ids":["7"],"threads":[{"id":"10","type":11,"name":"tarts","parent_id":"7"}]}""");
        Assert.Equal(["pies", "tarts"], await ThreadsAsync());
        await TellAsync("THREAD_LIST_SYNC", """{"guild_id":"100","threads":[{"id":"10","type":11,"name":"tarts","parent_id":"7"}]}""");
        Assert.Equal(["tarts"], await ThreadsAsync());
        Assert.True(under.Client.Cache.TryGetGuildOf(new(10), out var guild));
        Assert.True(guild.OwnPermissionsIn(new(10), under.Clock.GetUtcNow()).HasFlag(Permissions.SendMessages));
        await TellAsync("CHANNEL_DELETE", """{"id":"7","type":0,"guild_id":"100"}""");
        Assert.Empty(await ThreadsAsync());
        Assert.False(under.Client.Cache.TryGetGuildOf(new(10), out _));

        async Task TellAsync(string name, string d) => await socket.DispatchAsync(name, ++sequence, d);

        async Task<string[]> ThreadsAsync()
        {
            // A message behind it: when that is handled, what came before is in the cache.
            await TellAsync("MESSAGE_CREATE", SessionTests.Message((ulong)sequence));
            await under.NextAsync<MessageCreated>();
            return under.Client.Cache.TryGetGuild(new(100), out var known) ? [.. known.Threads.Select(thread => thread.Name!)] : [];
        }
    }

    [Fact]
    public async Task AHiddenChannel_IsNotAskedFor_AndTurnsUpWhenItIsShown()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).Listening<GuildAvailable>().Listening<MessageCreated>().StartAsync();
        var socket = await SessionTests.ReadyAsync(discord, 100);
        await socket.DispatchAsync("GUILD_CREATE", 2, Server.Replace(
            """{"id":"17","type":0,"name":"talk"}""",
            """{"id":"17","type":0,"name":"___hidden___","topic":null,"flags":131072,"permission_overwrites":[{"id":"100","type":0,"allow":"0","deny":"1024"}]}""",
            StringComparison.Ordinal));
        await under.NextAsync<GuildAvailable>();
        var refusal = await Assert.ThrowsAsync<RequestRefusedException>(
            () => under.Client.Rest.SendAsync(new(17), new MessageDraft { Content = "hello" }, RequestOptions.Default, CancellationToken.None));
        Assert.Equal(RefusalReason.MissingPermission, refusal.Reason);
        await socket.DispatchAsync("CHANNEL_UPDATE", 3, """{"id":"17","type":0,"guild_id":"100","name":"talk","flags":0,"permission_overwrites":[]}""");
        await socket.DispatchAsync("MESSAGE_CREATE", 4, SessionTests.Message(1));
        await under.NextAsync<MessageCreated>();
        Assert.True(under.Client.Cache.TryGetGuildOf(new(17), out var guild));
        Assert.True(guild.TryGetChannel(new(17), out var shown));
        Assert.False(shown.IsHidden);
        Assert.True(guild.OwnPermissionsIn(new(17), under.Clock.GetUtcNow()).HasFlag(Permissions.ViewChannel | Permissions.SendMessages));
    }
}
