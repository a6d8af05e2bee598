using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.People;

public sealed class PersonTests
{
    [Fact]
    public async Task APerson_IsFoundByPersonaUserNameAndDisplayName()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        Assert.Same(sandbox.Server.As("member"), sandbox.Server.As("Mika"));
        Assert.Same(sandbox.Server.As("owner"), sandbox.Server.As("rosa.delgado"));
        Assert.Throws<SandboxRefusal>(() => sandbox.Server.As("Santa"));
        Assert.Throws<SandboxRefusal>(() => sandbox.Server.As("bronxbot"));
    }

    [Theory]
    [InlineData("announcements", "x")]
    [InlineData("staff-room", "x")]
    [InlineData("no-such-channel", "x")]
    [InlineData("general", "   ")]
    public async Task WhatAPersonCouldNotSay_IsRefused(string channel, string text)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await Assert.ThrowsAsync<SandboxRefusal>(() => sandbox.Server.As("member").SayAsync(channel, text));
    }

    [Fact]
    public async Task Slowmode_HoldsMembersUp_AndNotModerators()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await sandbox.Api.PatchAsync($"/channels/{sandbox.Channel("games")}", new { rate_limit_per_user = 10 });
        var member = sandbox.Server.As("member");
        await member.SayAsync("games", "one");
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.SayAsync("games", "two"));
        await sandbox.Server.As("moderator").SayAsync("games", "one");
        await sandbox.Server.As("moderator").SayAsync("games", "two");
        sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
        await member.SayAsync("games", "two");
    }

    [Fact]
    public async Task Next_LooksInOrder_PassesOver_AndEndsInTimeWithWhatWasSeen()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var member = sandbox.Server.As("member");
        var owner = sandbox.Server.As("owner");
        await owner.SayAsync("general", "one");
        await owner.SayAsync("general", "two");
        await owner.SayAsync("general", "three");
        Assert.Equal("two", (await member.NextAsync(message => message.Content == "two")).Content);
        var late = await Assert.ThrowsAsync<TimeoutException>(() => member.NextAsync(message => message.Content == "one", TimeSpan.FromMilliseconds(50)));
        Assert.Contains("three", late.Message, StringComparison.Ordinal);
        Assert.Equal("three", Assert.Single(member.TakeSeen()).Content);
        var waiting = member.NextAsync(message => message.Content == "four");
        await owner.SayAsync("general", "four");
        Assert.Equal("four", (await waiting).Content);
    }

    [Fact]
    public async Task OnesOwnMessages_CanBeEditedAndDeleted_OthersNot()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var member = sandbox.Server.As("member");
        var said = await member.SayAsync("general", "teh");
        await member.EditAsync(said, "the");
        Assert.Equal("the", (await gateway.NextAsync("MESSAGE_UPDATE")).GetProperty("content").GetString());
        await Assert.ThrowsAsync<SandboxRefusal>(() => sandbox.Server.As("newcomer").EditAsync(said, "x"));
        await Assert.ThrowsAsync<SandboxRefusal>(() => sandbox.Server.As("newcomer").DeleteAsync(said));
        await member.ReactAsync(said, "👍");
        await member.UnreactAsync(said, "👍");
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.UnreactAsync(said, "👍"));
        await sandbox.Server.As("moderator").DeleteAsync(said);
        Assert.Empty(member.Read("general"));
    }

    [Fact]
    public async Task EmbedsAndButtons_AreReadAsAPersonReadsThem()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var member = sandbox.Server.As("member");
        await sandbox.Api.PostAsync($"/channels/{sandbox.Channel("general")}/messages", new
        {
            content = "top",
            embeds = new[] { new { title = "Balance", description = "You have", color = 0x123456, fields = new[] { new { name = "Coins", value = "1,000", inline = true } }, footer = new { text = "end" } } },
            components = new[] { new { type = 1, components = new object[] { new { type = 2, style = 5, label = "Site", url = "https://example.com" }, new { type = 2, style = 3, label = "Go", custom_id = "go" } } } },
        });
        var seen = await member.NextAsync();
        var embed = Assert.Single(seen.Embeds);
        Assert.Equal(("Balance", "You have", 0x123456, "end"), (embed.Title, embed.Description, embed.Color, embed.Footer));
        Assert.Equal(new SeenField("Coins", "1,000", true), Assert.Single(embed.Fields));
        Assert.Equal(["Site", "Go"], seen.Controls.Select(control => control.Label!));
        Assert.Equal("top\nBalance\nYou have\nCoins: 1,000\nend", seen.Text);
        await Assert.ThrowsAsync<SandboxRefusal>(() => member.PressAsync(seen, "Site"));
    }
}
