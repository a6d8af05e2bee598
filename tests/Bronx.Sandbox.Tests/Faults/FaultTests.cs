using Bronx.Sandbox.Faults;
using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.Faults;

public sealed class FaultTests
{
    [Fact]
    public async Task Op7AndOp1_AreSentOnDemand()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        sandbox.Server.Faults.AskHeartbeat();
        await gateway.NextOpAsync(1);
        sandbox.Server.Faults.AskReconnect();
        await gateway.NextOpAsync(7);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Op9_LeavesTheSessionOnlyIfResumable(bool resumable)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        sandbox.Server.Faults.InvalidateSessions(resumable);
        Assert.Equal(resumable, (await gateway.NextOpAsync(9)).GetBoolean());
        await using var again = await RawGateway.OpenAsync(sandbox.Server);
        await again.ResumeAsync(gateway.SessionId!, gateway.Sequence);
        if (resumable)
        {
            await again.NextAsync("RESUMED");
        }
        else
        {
            Assert.False((await again.NextOpAsync(9)).GetBoolean());
        }
    }

    [Theory]
    [InlineData(4000, true)]
    [InlineData(4008, true)]
    [InlineData(4007, false)]
    [InlineData(4009, false)]
    [InlineData(1001, true)]
    public async Task ACloseCode_HasItsDocumentedConsequence(int code, bool resumable)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        sandbox.Server.Faults.CloseSockets(code);
        Assert.Equal(code, await gateway.ClosedAsync());
        await using var again = await RawGateway.OpenAsync(sandbox.Server);
        await again.ResumeAsync(gateway.SessionId!, gateway.Sequence);
        if (resumable)
        {
            await again.NextAsync("RESUMED");
        }
        else
        {
            Assert.False((await again.NextOpAsync(9)).GetBoolean());
        }
    }

    [Fact]
    public async Task AnOutage_TakesTheGuildAwayAndBringsItBack()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        sandbox.Server.Faults.SetGuildAvailable(sandbox.Guild, false);
        Assert.True((await gateway.NextAsync("GUILD_DELETE")).GetProperty("unavailable").GetBoolean());
        sandbox.Server.Faults.SetGuildAvailable(sandbox.Guild, true);
        Assert.False((await gateway.NextAsync("GUILD_CREATE")).GetProperty("unavailable").GetBoolean());
    }

    [Fact]
    public async Task AScripted429_IsTakenByTheNextFittingRequestOnly()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        sandbox.Server.Faults.RateLimitNext("/channels/{channel_id}/messages", "shared", TimeSpan.FromSeconds(1.5), method: "POST");
        var path = $"/channels/{sandbox.Channel("general")}/messages";
        Assert.Equal(200, (await sandbox.Api.GetAsync(path)).Status);
        var refused = await sandbox.Api.PostAsync(path, new { content = "x" });
        Assert.Equal((429, "shared", "2"), (refused.Status, refused.Header("X-RateLimit-Scope"), refused.Header("Retry-After")));
        Assert.Equal(1.5, refused.Json.GetProperty("retry_after").GetDouble());
        Assert.Equal(200, (await sandbox.Api.PostAsync(path, new { content = "x" })).Status);
    }

    [Fact]
    public async Task AScriptedFailure_DoesNotRunTheRequest_ButALostAnswerDoes()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var path = $"/channels/{sandbox.Channel("general")}/messages";
        sandbox.Server.Faults.FailNext("/messages", 503, times: 2);
        Assert.Equal(503, (await sandbox.Api.PostAsync(path, new { content = "x" })).Status);
        Assert.Equal(503, (await sandbox.Api.PostAsync(path, new { content = "x" })).Status);
        Assert.Empty(sandbox.Server.As("member").Read("general"));
        sandbox.Server.Faults.DropNext("/messages");
        await Assert.ThrowsAsync<HttpRequestException>(() => sandbox.Api.PostAsync(path, new { content = "y" }));
        Assert.Equal("y", Assert.Single(sandbox.Server.As("member").Read("general")).Content);
    }

    [Fact]
    public async Task AHeldRequest_WaitsUntilItIsLetIn_AndADelayedOneForTheClock()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var held = sandbox.Server.Faults.HoldNext("/users/@me");
        var waiting = sandbox.Api.GetAsync("/users/@me");
        await held.Arrived;
        Assert.False(waiting.IsCompleted);
        held.Release();
        Assert.Equal(200, (await waiting).Status);

        sandbox.Server.Faults.DelayNext("/users/@me", TimeSpan.FromSeconds(5));
        var armed = sandbox.Clock.ArmedTimers;
        var delayed = sandbox.Api.GetAsync("/users/@me");
        await sandbox.Clock.WhenArmedAsync(armed + 1);
        Assert.False(delayed.IsCompleted);
        sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(200, (await delayed).Status);
    }

    [Fact]
    public async Task RandomFaults_AreTheSameForTheSameSeed()
    {
        Assert.Equal(await FatesAsync(7), await FatesAsync(7));
        Assert.NotEqual(await FatesAsync(7), await FatesAsync(8));

        static async Task<string> FatesAsync(int seed)
        {
            await using var sandbox = await TestSandbox.StartAsync();
            sandbox.Server.Faults.StartRandom(new RandomFaultOptions { Seed = seed, RequestShare = 0.5, GatewayMean = TimeSpan.Zero });
            List<string> fates = [];
            for (var i = 0; i < 20; i++)
            {
                lock (sandbox.Server.World.Gate)
                {
                    var fault = sandbox.Server.Faults.TakeRequestFault("GET", "/gateway", "/gateway");
                    fates.Add(fault is null ? "-" : $"{fault.Answer?.Status} {fault.DropsConnection} {fault.Delay}");
                }
            }

            return string.Join(',', fates);
        }
    }

    [Fact]
    public async Task RandomFaults_StrikeTheGatewayByThemselves()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { HeartbeatInterval = TimeSpan.FromDays(1) });
        await using var gateway = await sandbox.ConnectAsync();
        sandbox.Server.Faults.StartRandom(new RandomFaultOptions { Seed = 3, RequestShare = 0, GatewayMean = TimeSpan.FromMinutes(1) });
        sandbox.Clock.Advance(TimeSpan.FromMinutes(20));
        while (await gateway.ReadAsync() is not null)
        {
            // Frames of milder accidents first; in twenty minutes of this seed one of them ends the connection.
        }
    }

    [Fact]
    public async Task ARepeatedEvent_ComesTwice_EachWithItsSequence()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        sandbox.Server.Faults.RepeatNext("MESSAGE_CREATE");
        await sandbox.Server.As("member").SayAsync("general", "echo");
        var first = await gateway.NextAsync("MESSAGE_CREATE");
        var sequence = gateway.Sequence;
        var second = await gateway.NextAsync("MESSAGE_CREATE");
        Assert.Equal(first.GetProperty("id").GetString(), second.GetProperty("id").GetString());
        Assert.Equal(sequence + 1, gateway.Sequence);
        await sandbox.Server.As("member").SayAsync("general", "once");
        Assert.Single(await gateway.NamesSoFarAsync(), name => name == "MESSAGE_CREATE");
    }

    [Fact]
    public async Task ACloseFrame_IsNotLostToWhatHappensMeanwhile()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        lock (sandbox.Server.World.Gate)
        {
            sandbox.Server.Faults.CloseSockets(4000);
            _ = sandbox.Server.As("member").SayAsync("general", "too late for this socket");
        }

        Assert.Equal(4000, await gateway.ClosedAsync());
        await using var again = await RawGateway.OpenAsync(sandbox.Server);
        await again.ResumeAsync(gateway.SessionId!, gateway.Sequence);
        Assert.StartsWith("too late", (await again.NextAsync("MESSAGE_CREATE")).GetProperty("content").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AHalfOpenSocket_IsNotEvenClosed()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { HeartbeatInterval = TimeSpan.FromSeconds(10) });
        await using var gateway = await sandbox.ConnectAsync();
        sandbox.Server.Faults.SilenceSockets();
        await gateway.SendAsync(1, null);
        sandbox.Clock.Advance(TimeSpan.FromSeconds(30));
        await using var again = await RawGateway.OpenAsync(sandbox.Server);
        await again.ResumeAsync(gateway.SessionId!, gateway.Sequence);
        await again.NextAsync("RESUMED");
        Assert.Null(gateway.CloseCode);
    }

    [Fact]
    public async Task NonsenseFaults_AreRefused()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        Assert.Throws<ArgumentOutOfRangeException>(() => sandbox.Server.Faults.CloseSockets(3000));
        Assert.Throws<ArgumentOutOfRangeException>(() => sandbox.Server.Faults.FailNext(null, 404));
        Assert.Throws<ArgumentOutOfRangeException>(() => sandbox.Server.Faults.RateLimitNext(null, "cosmic", TimeSpan.FromSeconds(1)));
    }
}
