using Bronx.Platform.Ledger;
using Bronx.Platform.Telemetry;
using Bronx.Scenarios.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Scenarios.Tests;

/// <summary>The world misbehaves; people do not notice, and nothing happens twice.</summary>
public sealed class WireScenarios
{
    [Fact]
    public async Task TheConnectionDropsInTheMiddleOfACommand_AndTheAnswerComesOnceAllTheSame()
    {
        await using var bot = await RunningBot.StartAsync();
        var member = await bot.WithTermsAcceptedAsync("member");
        var held = bot.Sandbox.Faults.HoldNext("/channels/{channel_id}/messages", "POST");

        member.TakeSeen();
        await member.SayAsync("general", ".daily");
        await bot.UntilAsync(() => held.Arrived.IsCompleted);
        bot.Sandbox.Faults.DropSockets();
        await member.SayAsync("general", ".balance");
        held.Release();

        var daily = await bot.NextAsync(member);
        var balance = await bot.NextAsync(member, message => message.Id != daily.Id);
        Assert.True(bot.Captured.Has("resum") || bot.App.Discord.Shards[0].Reconnects > 0);
        Assert.Contains("coins", daily.Text + balance.Text, StringComparison.Ordinal);
        var answers = member.Read("general").Where(message => message.FromBot).ToList();
        Assert.Equal(answers.Count, answers.Select(message => message.ReplyTo).Distinct().Count());
        Assert.True((await bot.App.Services.GetRequiredService<Ledger>().AuditAsync(CancellationToken.None)).IsProved);
    }

    [Fact]
    public async Task ALimitIsAnsweredWithPatience_AndTheReplyArrives()
    {
        await using var bot = await RunningBot.StartAsync();
        var member = bot.Sandbox.As("member");
        bot.Sandbox.Faults.RateLimitNext("/channels/{channel_id}/messages", "shared", TimeSpan.FromSeconds(2), method: "POST");
        var before = bot.Clock.GetUtcNow();
        await bot.SayAsync(member, ".ping", "Pong");
        Assert.True(bot.Clock.GetUtcNow() - before >= TimeSpan.FromSeconds(2));
        Assert.Single(member.Read("general"), message => message.FromBot);
    }

    [Fact]
    public async Task DiscordStumbles_AndTheMessageIsSentOnce()
    {
        await using var bot = await RunningBot.StartAsync();
        var member = bot.Sandbox.As("member");
        bot.Sandbox.Faults.FailNext("/channels/{channel_id}/messages", 502, method: "POST");
        bot.Sandbox.Faults.DropNext("/channels/{channel_id}/messages", method: "POST");
        await bot.SayAsync(member, ".ping", "Pong");
        Assert.Single(member.Read("general"), message => message.FromBot);
    }

    [Fact]
    public async Task ASessionIsLost_AndTheBotBeginsANewOne()
    {
        await using var bot = await RunningBot.StartAsync();
        bot.Sandbox.Faults.InvalidateSessions(resumable: false);
        await bot.UntilAsync(() => bot.App.Discord.Shards[0].Reconnects > 0 && bot.App.Discord.Shards[0].State == Discord.Gateway.ConnectionState.Ready, TimeSpan.FromMilliseconds(50));
        await bot.SayAsync(bot.Sandbox.As("member"), ".ping", "Pong");
        Assert.Equal(BotConnection.Live, bot.App.Services.GetRequiredService<VitalsBoard>().Current.Connection);
    }

    [Fact]
    public async Task EveryUseIsCounted_RefusalsAndTyposApart()
    {
        await using var bot = await RunningBot.StartAsync();
        var member = bot.Sandbox.As("member");
        await bot.SayAsync(member, ".ping");
        await bot.SlashAsync(member, "ping");
        await bot.SayAsync(member, ".daily");
        await bot.SayAsync(member, ".pign");
        var tracker = bot.App.Services.GetRequiredService<UsageTracker>();
        await bot.UntilAsync(() => tracker.Snapshot() is { Total: 2, Refused: >= 1, Unknown: 1 });
        var snapshot = tracker.Snapshot();
        Assert.Equal(2, snapshot.Commands.Single(command => command.Name == "ping").Uses);
        Assert.Equal(1, snapshot.Forms[CommandForm.Slash]);
        Assert.Equal(2, snapshot.Session.Count);
    }
}
