using Bronx.Sandbox.Tests.Harness;
using Bronx.Sandbox.Worlds;
using Bronx.Testing;

namespace Bronx.Sandbox.Tests.Worlds;

public sealed class WorldTests
{
    [Fact]
    public async Task TheSameSeed_GivesTheSameIds_AndAnotherSeedOthers()
    {
        await using var one = await TestSandbox.StartAsync();
        await using var two = await TestSandbox.StartAsync();
        await using var other = await TestSandbox.StartAsync(new SandboxOptions { Seed = 2 });
        foreach (var persona in (string[])["owner", "moderator", "member", "newcomer"])
        {
            Assert.Equal(one.Server.As(persona).Id, two.Server.As(persona).Id);
            Assert.NotEqual(one.Server.As(persona).Id, other.Server.As(persona).Id);
        }

        Assert.Equal(one.Guild, two.Guild);
        Assert.Equal(one.Channel("general"), two.Channel("general"));
    }

    [Fact]
    public void EventIds_RiseEvenWhileTheClockStandsOrGoesBack()
    {
        var clock = new HeldClock();
        var ids = new SnowflakeSource(clock);
        var made = Enumerable.Range(0, 10_000).Select(_ => ids.Next()).ToList();
        Assert.Equal(made.Count, made.Distinct().Count());
        Assert.Equal(made.Order(), made);
        var earlier = new SnowflakeSource(new HeldClock(HeldClock.DefaultStart.AddDays(-1)));
        earlier.ContinueAfter(made[^1]);
        Assert.True(earlier.Next() > made[^1]);
    }

    [Fact]
    public void History_IsBounded_AndFindsWhatItHolds()
    {
        var clock = new HeldClock();
        var world = DemoWorld.Create(clock, 1, 100);
        var channel = world.FindChannel(world.ChannelId("general"))!;
        for (var i = 0; i < 1000; i++)
        {
            channel.History.Add(new Message(world.Ids.Next(), channel, world.Bot) { Content = $"{i}" });
        }

        Assert.InRange(channel.History.All.Count, 100, 113);
        var last = channel.History.All[^1];
        Assert.Same(last, channel.History.Find(last.Id));
        Assert.Equal(channel.History.All.Count - 1, channel.History.IndexAtOrAfter(last.Id));
        Assert.True(channel.History.Remove(last.Id));
        Assert.False(channel.History.Remove(last.Id));
    }

    [Fact]
    public async Task AKeptWorld_StillShowsTheChat_ItsReactions_AndItsCommands()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("bronx-sandbox-").FullName, "world.json");
        Snowflake said;
        string version;
        await using (var sandbox = await TestSandbox.StartAsync(new SandboxOptions { WorldFile = file }))
        {
            await using var gateway = await sandbox.ConnectAsync();
            await using var bot = new RawBot(sandbox, gateway);
            await bot.RegisterAsync("ping");
            version = (await sandbox.Api.GetAsync($"/applications/{sandbox.Server.World.BotId}/commands")).Json[0].GetProperty("version").GetString()!;
            var member = sandbox.Server.As("member");
            var message = await member.SayAsync("general", "remember me");
            said = message.Id;
            await member.ReactAsync(message, "👍");
            await member.SayAsync("@bot", "in private");
            await sandbox.Api.PatchAsync($"/guilds/{sandbox.Guild}/members/{member.Id}", new { nick = "Mik" });
            await sandbox.Api.PostAsync($"/channels/{sandbox.Channel("general")}/messages",
                new { content = "with a button", embeds = new[] { new { title = "T" } }, components = new[] { new { type = 1, components = new[] { new { type = 2, style = 1, label = "Go", custom_id = "go" } } } } });
            await sandbox.Api.PostAsync($"/guilds/{sandbox.Guild}/channels", new { name = "annex" });
            await member.SlashAsync("general", "ping");
            await bot.AnswerNextAsync(new { type = 4, data = new { content = "only you", flags = 64 } });
        }

        await using var again = await TestSandbox.StartAsync(new SandboxOptions { WorldFile = file });
        var seen = again.Server.As("member").Read("general");
        Assert.Equal(["remember me", "with a button", "only you"], seen.Select(message => message.Content));
        Assert.Equal(said, seen[0].Id);
        Assert.Equal(1, seen[0].Json.GetProperty("reactions")[0].GetProperty("count").GetInt32());
        Assert.Equal("go", seen[1].Controls[0].CustomId);
        Assert.True(seen[2].IsEphemeral);
        Assert.Equal("in private", Assert.Single(again.Server.As("member").Read("@bot")).Content);
        Assert.Equal(2, again.Server.As("owner").Read("general").Count);
        Assert.Equal("Mik", (await again.Api.GetAsync($"/guilds/{again.Guild}/members/{again.Server.As("member").Id}")).Json.GetProperty("nick").GetString());
        Assert.NotEqual(default, again.Channel("annex"));

        // The same definition put again changes nothing: a bot that compares finds its commands as it left them.
        var put = await again.Api.PutAsync($"/applications/{again.Server.World.BotId}/commands", new[] { new { name = "ping", description = "A command." } });
        Assert.Equal(version, put.Json[0].GetProperty("version").GetString());
        Assert.True((await again.Server.As("member").SayAsync("general", "later")).Id > seen[2].Id);
    }

    [Fact]
    public async Task AKeptWorld_IsWrittenWhileItRuns()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("bronx-sandbox-").FullName, "world.json");
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { WorldFile = file });
        await sandbox.Server.As("member").SayAsync("general", "saved by the minute");
        await sandbox.Server.SaveAsync(CancellationToken.None);
        Assert.Contains("saved by the minute", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.False(File.Exists(file + ".new"));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"version":1}""")]
    public async Task ADamagedWorldFile_StopsTheStartInOneLine_AndIsLeftAsItIs(string content)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("bronx-sandbox-").FullName, "world.json");
        await File.WriteAllTextAsync(file, content);
        var refused = await Assert.ThrowsAsync<SandboxStartException>(() => TestSandbox.StartAsync(new SandboxOptions { WorldFile = file }));
        Assert.Contains("damaged", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.Equal(content, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task APortInUse_StopsTheStartInOneLine()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var refused = await Assert.ThrowsAsync<SandboxStartException>(() => TestSandbox.StartAsync(new SandboxOptions { Port = sandbox.Server.Address.Port }));
        Assert.Contains($"port {sandbox.Server.Address.Port}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABadOption_IsNamed()
    {
        var refused = await Assert.ThrowsAsync<SandboxStartException>(() => TestSandbox.StartAsync(new SandboxOptions { MaxConcurrency = 0 }));
        Assert.Contains("MaxConcurrency", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SandboxStartException>(() => TestSandbox.StartAsync(new SandboxOptions { BotToken = "two words" }));
        await Assert.ThrowsAsync<SandboxStartException>(() => TestSandbox.StartAsync(new SandboxOptions { PrivilegedIntents = Intents.Guilds }));
        await Assert.ThrowsAsync<SandboxStartException>(() => TestSandbox.StartAsync(new SandboxOptions { HeartbeatInterval = TimeSpan.Zero }));
    }
}
