using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.Gateway;

public sealed class IntentTests
{
    [Fact]
    public async Task WithoutGuildMessages_NoMessageComes()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync(Intents.Guilds);
        await sandbox.Server.As("member").SayAsync("general", "hello");
        Assert.DoesNotContain("MESSAGE_CREATE", await gateway.NamesSoFarAsync());
    }

    [Fact]
    public async Task WithoutMessageContent_TextIsEmpty_ButNotInMentionsNorDirectMessages()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync(Intents.Guilds | Intents.GuildMessages | Intents.DirectMessages);
        var member = sandbox.Server.As("member");
        await member.SayAsync("general", "secret");
        Assert.Equal("", (await gateway.NextAsync("MESSAGE_CREATE")).GetProperty("content").GetString());
        await member.SayAsync("general", $"<@{sandbox.Server.World.BotId}> hey");
        Assert.Contains("hey", (await gateway.NextAsync("MESSAGE_CREATE")).GetProperty("content").GetString(), StringComparison.Ordinal);
        await member.SayAsync("@bot", "psst");
        var direct = await gateway.NextAsync("MESSAGE_CREATE");
        Assert.Equal("psst", direct.GetProperty("content").GetString());
        Assert.False(direct.TryGetProperty("guild_id", out _));
    }

    [Fact]
    public async Task AMessage_CarriesTheMemberAndTheMembersOfThoseMentioned()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var owner = sandbox.Server.As("owner");
        await sandbox.Server.As("member").SayAsync("general", $"ask {owner.Mention}");
        var message = await gateway.NextAsync("MESSAGE_CREATE");
        Assert.Equal(sandbox.Guild.ToString(), message.GetProperty("guild_id").GetString());
        Assert.True(message.GetProperty("member").GetProperty("roles").GetArrayLength() > 0);
        var mention = message.GetProperty("mentions")[0];
        Assert.Equal(owner.Id.ToString(), mention.GetProperty("id").GetString());
        Assert.True(mention.GetProperty("member").TryGetProperty("joined_at", out _));
    }

    [Fact]
    public async Task EphemeralMessages_BelongToDirectMessages_AndCarryNoGuild()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync(Intents.Guilds | Intents.GuildMessages);
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync("ping");
        await sandbox.Server.As("member").SlashAsync("general", "ping");
        await bot.AnswerNextAsync(new { type = 4, data = new { content = "only you", flags = 64 } });
        Assert.DoesNotContain("MESSAGE_CREATE", await gateway.NamesSoFarAsync());

        sandbox.PassLimits();
        await using var other = await RawGateway.OpenAsync(sandbox.Server);
        await other.IdentifyAsync(Intents.DirectMessages);
        await other.NextAsync("READY");
        await sandbox.Server.As("member").SlashAsync("general", "ping");
        await bot.AnswerNextAsync(new { type = 4, data = new { content = "only you", flags = 64 } });
        var message = await other.NextAsync("MESSAGE_CREATE");
        Assert.False(message.TryGetProperty("guild_id", out _));
        Assert.False(message.TryGetProperty("member", out _));
        Assert.Equal(64, message.GetProperty("flags").GetInt32());
    }

    [Fact]
    public async Task Reactions_Typing_AndMembers_NeedTheirIntents()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync(Intents.Guilds | Intents.GuildMessages);
        var member = sandbox.Server.As("member");
        var said = await member.SayAsync("general", "hello");
        await member.ReactAsync(said, "👍");
        await sandbox.Api.PatchAsync($"/guilds/{sandbox.Guild}/members/{member.Id}", new { nick = "Mik" });
        var names = await gateway.NamesSoFarAsync();
        Assert.DoesNotContain("MESSAGE_REACTION_ADD", names);
        Assert.DoesNotContain("GUILD_MEMBER_UPDATE", names);
    }

    [Fact]
    public async Task TheBotsOwnMemberUpdate_ComesAlways()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync(Intents.None | Intents.Guilds);
        await sandbox.Api.PatchAsync($"/guilds/{sandbox.Guild}/members/@me", new { nick = "Bee" });
        Assert.Equal("Bee", (await gateway.NextAsync("GUILD_MEMBER_UPDATE")).GetProperty("nick").GetString());
    }

    [Fact]
    public async Task PrivilegedToggles_HoldForTheApiToo()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { PrivilegedIntents = Intents.None });
        var said = await sandbox.Server.As("member").SayAsync("general", "secret");
        Assert.Equal("", (await sandbox.Api.GetAsync($"/channels/{said.ChannelId}/messages/{said.Id}")).Json.GetProperty("content").GetString());
        Assert.DoesNotContain("secret", (await sandbox.Api.GetAsync($"/channels/{said.ChannelId}/messages")).Text, StringComparison.Ordinal);
        var own = await sandbox.Api.PostAsync($"/channels/{said.ChannelId}/messages", new { content = "mine" });
        Assert.Equal("mine", own.Json.GetProperty("content").GetString());
        Assert.Equal(50001, (await sandbox.Api.GetAsync($"/guilds/{sandbox.Guild}/members?limit=5")).Code);
    }

    [Fact]
    public async Task MessagesInAChannelTheBotCannotSee_StayThere()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await sandbox.Server.As("owner").SayAsync("owners-desk", "about the bot");
        Assert.DoesNotContain("MESSAGE_CREATE", await gateway.NamesSoFarAsync());
    }
}
