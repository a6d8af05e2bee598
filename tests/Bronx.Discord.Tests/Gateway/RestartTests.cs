using System.Text;
using Bronx.Discord.Gateway;
using Bronx.Discord.Models;
using Bronx.Testing;

namespace Bronx.Discord.Tests.Gateway;

/// <summary>A program that stops and starts again goes on with its session: nothing is lost, nothing is handled twice.</summary>
public sealed class RestartTests
{
    private const string Server = """{"id":"100","name":"Bakery","owner_id":"5","member_count":3,"roles":[{"id":"100","name":"@everyone","permissions":"3072","position":0},{"id":"101","name":"Staff","permissions":"8192","position":1}],"channels":[{"id":"7","type":0,"name":"general","permission_overwrites":[{"id":"101","type":0,"allow":"16384","deny":"0"}]}],"threads":[{"id":"8","type":11,"name":"cakes","parent_id":"7"}],"members":[{"user":{"id":"42","username":"Bronx"},"roles":["101"]}]}""";

    [Fact]
    public async Task ARestart_ResumesBehindTheLastHandledEvent_AndKnowsWhatItKnew()
    {
        await using var discord = await FakeDiscord.StartAsync();
        var store = new MemoryStore();
        await using (var first = await ClientUnderTest.Of(discord, options => options with { Sessions = store }).Listening<MessageCreated>().StartAsync())
        {
            var socket = await SessionTests.ReadyAsync(discord, 100, 200);
            await socket.DispatchAsync("GUILD_CREATE", 2, Server);
            await socket.DispatchAsync("MESSAGE_CREATE", 3, SessionTests.Message(1));
            await first.NextAsync<MessageCreated>();
            await first.Client.StopAsync(CancellationToken.None).WaitAsync(Patience.Long);
            Assert.True(await socket.Closed is not (1000 or 1001), "either would end the session");
        }

        await using var second = await ClientUnderTest.Of(discord, options => options with { Sessions = store })
            .Listening<SessionStarted>().Listening<GuildAvailable>().Listening<MessageCreated>().Listening<SessionResumed>().StartAsync();
        var again = await discord.AcceptAsync();
        Assert.StartsWith("/gateway/resume?", again.Address, StringComparison.Ordinal);
        await again.HelloAsync();
        var resume = await again.ExpectAsync(6);
        Assert.Equal("session", resume.GetProperty("session_id").GetString());
        Assert.Equal(3, resume.GetProperty("seq").GetInt32());

        // Handlers and cache are as after READY, though Discord sends none.
        Assert.Equal(new AppId(43), (await second.NextAsync<SessionStarted>()).ApplicationId);
        var available = await second.NextAsync<GuildAvailable>();
        Assert.False(available.Joined);
        Assert.Equal(2, second.Client.Cache.GuildCount);
        Assert.Equal(new UserId(42), second.Client.Cache.Self!.Id);
        Assert.True(second.Client.Cache.TryGetGuild(new(100), out var bakery));
        Assert.Equal(3, bakery.MemberCount);
        Assert.Equal("cakes", Assert.Single(bakery.Threads).Name);
        Assert.Equal(
            Permissions.ViewChannel | Permissions.SendMessages | Permissions.ManageMessages | Permissions.EmbedLinks,
            bakery.OwnPermissionsIn(new(7), second.Clock.GetUtcNow()));

        // What came meanwhile comes once; what was handled before does not come again, even if it is sent again.
        await again.DispatchAsync("MESSAGE_CREATE", 3, SessionTests.Message(1));
        await again.DispatchAsync("MESSAGE_CREATE", 4, SessionTests.Message(2));
        await again.DispatchAsync("RESUMED", 5, "{}");
        Assert.Equal(new MessageId(2), (await second.NextAsync<MessageCreated>()).Message.Id);
        await second.NextAsync<SessionResumed>();
        Assert.False(second.HasEvent);
    }

    [Fact]
    public async Task ASessionThatDiscordNoLongerKnows_GivesWayToANewOne()
    {
        await using var discord = await FakeDiscord.StartAsync();
        var store = await StoppedAsync(discord);
        await using var under = await ClientUnderTest.Of(discord, options => options with { Sessions = store }).StartAsync();
        var socket = await discord.AcceptAsync();
        await socket.HelloAsync();
        await socket.ExpectAsync(6);
        await socket.SendAsync("""{"op":9,"d":false}""");
        var next = await under.ReconnectedAsync(discord);
        Assert.StartsWith("/gateway?", next.Address, StringComparison.Ordinal);
        await next.HelloAsync();
        await under.IdentifiedAsync(next);
    }

    [Fact]
    public async Task ASession_IsTakenUpOnce()
    {
        var directory = Directory.CreateTempSubdirectory("bronx-sessions-");
        try
        {
            await using var discord = await FakeDiscord.StartAsync();
            var kept = (await StoppedAsync(discord)).Kept!;
            await new SessionFiles(directory.FullName).KeepAsync(kept, CancellationToken.None);
            await using (await ClientUnderTest.Of(discord, options => options with { Sessions = new SessionFiles(directory.FullName) }).StartAsync())
            {
                var socket = await discord.AcceptAsync();
                await socket.HelloAsync();
                await socket.ExpectAsync(6);
                // Killed here: another program that begins now must not go on with the same session.
                await IdentifiesAsync(discord, options => options with { Sessions = new SessionFiles(directory.FullName) });
            }
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("token")]
    [InlineData("intents")]
    [InlineData("age")]
    [InlineData("bytes")]
    [InlineData("nothing")]
    public async Task ASessionThatCannotBeGoneOnWith_IsLeftAlone(string wrong)
    {
        await using var discord = await FakeDiscord.StartAsync();
        var store = await StoppedAsync(discord);
        var kept = store.Kept!;
        store.Kept = wrong switch
        {
            "age" => kept with { KeptAt = kept.KeptAt - TimeSpan.FromMinutes(6) },
            "bytes" => kept with { State = kept.State[..^9] },
            "nothing" => kept with { State = Encoding.UTF8.GetBytes("null") },
            _ => kept,
        };
        await IdentifiesAsync(discord, options => options with
        {
            Sessions = store,
            Token = wrong == "token" ? "another" : options.Token,
            Intents = wrong == "intents" ? GatewayIntents.Guilds : options.Intents,
        });
    }

    [Fact]
    public async Task AStoreThatFails_CostsANewSessionAndNothingElse()
    {
        await using var discord = await FakeDiscord.StartAsync();
        var broken = new MemoryStore { Fails = true };
        await using var under = await ClientUnderTest.Of(discord, options => options with { Sessions = broken }).StartAsync();
        await SessionTests.ReadyAsync(discord, 100);
        await under.StatusAsync(ConnectionState.Ready);
        await under.Client.StopAsync(CancellationToken.None).WaitAsync(Patience.Long);
        Assert.True(under.Client.Completion.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Files_KeepASessionForItsOwnerAlone_AndGiveItOnce()
    {
        var directory = Directory.CreateTempSubdirectory("bronx-sessions-");
        try
        {
            var files = new SessionFiles(directory.FullName);
            var kept = new StoredSession(2, 4, DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123), Encoding.UTF8.GetBytes("state"));
            await files.KeepAsync(kept with { State = new byte[9] }, CancellationToken.None);
            await files.KeepAsync(kept, CancellationToken.None);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(directory.GetFiles()).FullName));
            }

            Assert.Null(await files.TakeAsync(2, 5, CancellationToken.None));
            var taken = await files.TakeAsync(2, 4, CancellationToken.None);
            Assert.Equal(kept.KeptAt, taken!.KeptAt);
            Assert.Equal("state"u8.ToArray(), taken.State.ToArray());
            Assert.Null(await files.TakeAsync(2, 4, CancellationToken.None));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<MemoryStore> StoppedAsync(FakeDiscord discord)
    {
        var store = new MemoryStore();
        await using var under = await ClientUnderTest.Of(discord, options => options with { Sessions = store }).StartAsync();
        await SessionTests.ReadyAsync(discord, 100);
        await under.StatusAsync(ConnectionState.Ready);
        await under.Client.StopAsync(CancellationToken.None).WaitAsync(Patience.Long);
        Assert.NotNull(store.Kept);
        return store;
    }

    private static async Task IdentifiesAsync(FakeDiscord discord, Func<DiscordOptions, DiscordOptions> options)
    {
        await using var under = await ClientUnderTest.Of(discord, options).StartAsync();
        var socket = await discord.AcceptAsync();
        await socket.HelloAsync();
        await socket.ExpectAsync(2);
    }

    private sealed class MemoryStore : ISessionStore
    {
        public StoredSession? Kept { get; set; }

        public bool Fails { get; init; }

        public Task<StoredSession?> TakeAsync(int shard, int shardCount, CancellationToken ct)
        {
            var kept = Fails ? throw new IOException("the disk is gone") : Kept;
            Kept = null;
            return Task.FromResult(kept);
        }

        public Task KeepAsync(StoredSession session, CancellationToken ct)
        {
            Kept = Fails ? throw new IOException("the disk is full") : session;
            return Task.CompletedTask;
        }
    }
}
