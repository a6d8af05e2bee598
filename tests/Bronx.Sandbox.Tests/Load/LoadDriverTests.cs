using System.Text.Json;
using Bronx.Sandbox.Load;
using Bronx.Sandbox.Tests.Harness;
using Bronx.Testing;

namespace Bronx.Sandbox.Tests.Load;

public sealed class LoadDriverTests
{
    private static readonly object Hello = new { type = 4, data = new { content = "hello" } };

    private static readonly object Panel = new
    {
        type = 4,
        data = new { content = "panel", components = new[] { new { type = 1, components = new object[] { new { type = 2, style = 1, label = "Off", custom_id = "off", disabled = true }, new { type = 2, style = 1, label = "Go", custom_id = "go" } } } } },
    };

    [Fact]
    public async Task ASlashRun_KeepsItsRate_AndMeasuresFromTheActionToTheFirstRequest()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync("ping");
        var run = sandbox.Server.Load.Start(new LoadPlan { Kind = LoadKind.Slash, Text = "ping", Rate = 10, Count = 3 });

        await bot.TakeAsync();
        sandbox.Clock.Advance(TimeSpan.FromMilliseconds(40));
        await bot.AnswerAsync(Hello);
        Assert.Equal((1, 1, 40d), (run.Report.Sent, run.Report.Answered, run.Report.Latency.P50));

        sandbox.Clock.Advance(TimeSpan.FromMilliseconds(60));
        await bot.TakeAsync();
        sandbox.Clock.Advance(TimeSpan.FromMilliseconds(20));
        await bot.AnswerAsync(Hello);

        sandbox.Clock.Advance(TimeSpan.FromMilliseconds(80));
        await bot.TakeAsync();
        sandbox.Clock.Advance(TimeSpan.FromSeconds(3));
        var report = await EndAsync(sandbox, run);
        Assert.Equal((3, 2, 2, 1, true), (report.Sent, report.Requested, report.Answered, report.Failed, report.Done));
        Assert.Equal((20d, 40d, 30d), (report.Latency.P50, report.Latency.Max, report.Latency.Mean));
        Assert.Equal(0.2, report.Seconds, 3);
    }

    [Fact]
    public async Task ASlowBot_IsNotAskedMoreSlowly()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync("ping");
        sandbox.Server.Load.Start(new LoadPlan { Kind = LoadKind.Slash, Text = "ping", Rate = 100, Count = 50 });
        await bot.TakeAsync();
        sandbox.Clock.Advance(TimeSpan.FromSeconds(0.5));
        for (var rest = 0; rest < 49; rest++)
        {
            await bot.TakeAsync();
        }
    }

    [Fact]
    public async Task AMessageRun_KnowsRepliesByTheirReference_AndOthersByTheirChannel()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        var run = sandbox.Server.Load.Start(new LoadPlan { Kind = LoadKind.Message, Text = ".ping", Rate = 1000, Count = 3 });
        var first = await gateway.NextAsync("MESSAGE_CREATE");
        sandbox.Clock.Advance(TimeSpan.FromMilliseconds(2));
        var second = await gateway.NextAsync("MESSAGE_CREATE");
        var third = await gateway.NextAsync("MESSAGE_CREATE");
        Assert.NotEqual(Channel(first), Channel(second));

        Assert.Equal(200, (await sandbox.Api.PostAsync($"/channels/{Channel(second)}/messages", new { content = "pong", message_reference = new { message_id = second.GetProperty("id").GetString() } })).Status);
        Assert.Equal(200, (await sandbox.Api.PostAsync($"/channels/{Channel(first)}/messages", new { content = "pong" })).Status);
        Assert.Equal(200, (await sandbox.Api.PostAsync($"/channels/{Channel(first)}/messages", new { content = "and again" })).Status);
        Assert.Equal((2, 2), (run.Report.Requested, run.Report.Answered));

        sandbox.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(200, (await sandbox.Api.PostAsync($"/channels/{Channel(third)}/messages", new { content = "too late" })).Status);
        var report = await EndAsync(sandbox, run);
        Assert.Equal((3, 2, 1), (report.Sent, report.Answered, report.Failed));
    }

    [Fact]
    public async Task AButtonRun_OpensItsPanelsFirst_AndPressesWhatCanBePressed()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync("panel");
        var run = sandbox.Server.Load.Start(new LoadPlan { Kind = LoadKind.Button, Text = "panel", Rate = 100, Count = 2 });
        await bot.AnswerNextAsync(Panel);
        sandbox.Clock.Advance(TimeSpan.FromMilliseconds(10));
        await bot.AnswerNextAsync(Panel);
        for (var press = 0; press < 2; press++)
        {
            var raised = await TakePumpingAsync(sandbox, bot, run, sent: press);
            Assert.Equal((3, "go"), (raised.GetProperty("type").GetInt32(), raised.GetProperty("data").GetProperty("custom_id").GetString()));
            await bot.AnswerAsync(new { type = 7, data = new { content = $"pressed {press}" } });
        }

        var report = await EndAsync(sandbox, run);
        Assert.Equal((2, 2, 0, 0), (report.Sent, report.Answered, report.Failed, report.Refused));
    }

    [Fact]
    public async Task WhatNobodyCouldDo_IsRefused_AndCounted()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var run = sandbox.Server.Load.Start(new LoadPlan { Kind = LoadKind.Slash, Text = "nothing", Rate = 10_000, Count = 5 });
        var report = await EndAsync(sandbox, run);
        Assert.Equal((0, 5), (report.Sent, report.Refused));
        Assert.Contains("/nothing", report.FirstRefusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStoppedRun_TakesNoFurtherAction()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await using var bot = new RawBot(sandbox, gateway);
        await bot.RegisterAsync("ping");
        var run = sandbox.Server.Load.Start(new LoadPlan { Kind = LoadKind.Slash, Text = "ping", Rate = 1, Count = 1000 });
        await bot.AnswerNextAsync(Hello);
        run.Stop();
        Assert.Equal(1, (await EndAsync(sandbox, run)).Sent);
    }

    [Theory]
    [InlineData(0, 1, 1, 1, "ping")]
    [InlineData(10_001, 1, 1, 1, "ping")]
    [InlineData(double.NaN, 1, 1, 1, "ping")]
    [InlineData(1, 0, 1, 1, "ping")]
    [InlineData(1, 10_000_001, 1, 1, "ping")]
    [InlineData(1, 1, 0, 1, "ping")]
    [InlineData(1, 1, 1, 1001, "ping")]
    [InlineData(1, 1, 1, 1, " ")]
    public async Task AnImpossiblePlan_IsRefusedAtOnce(double rate, int count, int servers, int people, string text)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var plan = new LoadPlan { Kind = LoadKind.Slash, Text = text, Rate = rate, Count = count, Servers = servers, People = people };
        Assert.Throws<SandboxRefusal>(() => sandbox.Server.Load.Start(plan));
    }

    [Fact]
    public async Task TheFurtherServers_ArePlayedInTurn_ByTheirOwnPeople()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { Guilds = 4, PeoplePerGuild = 2 });
        await using var gateway = await sandbox.ConnectAsync();
        sandbox.Server.Load.Start(new LoadPlan { Kind = LoadKind.Message, Text = "hello", Rate = 10_000, Count = 60, Servers = 3, People = 3 });
        HashSet<string> authors = [];
        List<string> guilds = [];
        for (var said = 0; said < 60; said++)
        {
            var message = await gateway.NextAsync("MESSAGE_CREATE");
            if (said == 0)
            {
                // The run has begun: now its whole time may pass at once.
                sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
            }

            guilds.Add(message.GetProperty("guild_id").GetString()!);
            authors.Add(message.GetProperty("author").GetProperty("username").GetString()!);
        }

        Assert.Equal(3, guilds.Distinct().Count());
        Assert.All(guilds.Zip(guilds.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.Contains("shopper.2.1", authors);
        var guild = sandbox.Server.World.GuildIds[3];
        var members = (await sandbox.Api.GetAsync($"/guilds/{guild}/members?limit=10")).Json;
        Assert.Equal(4, members.GetArrayLength());
        var untouched = members[0].GetProperty("user").GetProperty("id").GetString();
        Assert.Equal(200, (await sandbox.Api.GetAsync($"/users/{untouched}")).Status);
    }

    internal static async Task<LoadReport> EndAsync(TestSandbox sandbox, LoadRun run)
    {
        var patience = Task.Delay(Patience.Long, TimeProvider.System, CancellationToken.None);
        while (await Task.WhenAny(run.Completion, patience, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, CancellationToken.None)) is var ended && ended != run.Completion)
        {
            Assert.NotEqual(patience, ended);
            sandbox.Clock.Advance(TimeSpan.FromMilliseconds(20));
        }

        return await run.Completion;
    }

    /// <summary>Moves the clock until the next action is taken, and not while it is on its way: its three seconds run already.</summary>
    private static async Task<JsonElement> TakePumpingAsync(TestSandbox sandbox, RawBot bot, LoadRun run, int sent)
    {
        var taken = bot.TakeAsync();
        while (await Task.WhenAny(taken, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, CancellationToken.None)) != taken)
        {
            if (run.Report.Sent == sent)
            {
                sandbox.Clock.Advance(TimeSpan.FromMilliseconds(5));
            }
        }

        return await taken;
    }

    private static string Channel(JsonElement message) => message.GetProperty("channel_id").GetString()!;
}
