using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.Gateway;

public sealed class ResumeTests
{
    [Fact]
    public async Task WhatHappenedMeanwhile_IsReplayedInOrder_ThenResumed()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var first = await sandbox.ConnectAsync();
        sandbox.Server.Faults.DropSockets();
        Assert.Null(await first.ClosedAsync());
        for (var i = 0; i < 3; i++)
        {
            await sandbox.Server.As("member").SayAsync("general", $"missed {i}");
        }

        await using var second = await RawGateway.OpenAsync(sandbox.Server, first.ResumeUrl);
        await second.ResumeAsync(first.SessionId!, first.Sequence);
        for (var i = 0; i < 3; i++)
        {
            var frame = (await second.ReadAsync())!.Value;
            Assert.Equal(first.Sequence + 1 + i, frame.GetProperty("s").GetInt32());
            Assert.Equal($"missed {i}", frame.GetProperty("d").GetProperty("content").GetString());
        }

        await second.NextAsync("RESUMED");
        Assert.Equal(first.Sequence + 4, second.Sequence);
    }

    [Fact]
    public async Task AnUnknownSession_IsInvalid()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await RawGateway.OpenAsync(sandbox.Server);
        await gateway.ResumeAsync("nobody", 1);
        Assert.False((await gateway.NextOpAsync(9)).GetBoolean());
    }

    [Fact]
    public async Task ASequenceFromTheFuture_Closes4007()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var first = await sandbox.ConnectAsync();
        first.Cut();
        await using var second = await RawGateway.OpenAsync(sandbox.Server);
        await second.ResumeAsync(first.SessionId!, 99);
        Assert.Equal(4007, await second.ClosedAsync());
    }

    [Fact]
    public async Task AWrongToken_Closes4004()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var first = await sandbox.ConnectAsync();
        await using var second = await RawGateway.OpenAsync(sandbox.Server);
        await second.ResumeAsync(first.SessionId!, first.Sequence, token: "stolen");
        Assert.Equal(4004, await second.ClosedAsync());
    }

    [Fact]
    public async Task ASessionTooLongWithoutSocket_IsGone()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { HeartbeatInterval = TimeSpan.FromHours(1) });
        await using var first = await sandbox.ConnectAsync();
        sandbox.Server.Faults.DropSockets();
        await first.ClosedAsync();
        await GoneOfflineAsync(sandbox);
        sandbox.Clock.Advance(TimeSpan.FromMinutes(6));
        await using var second = await RawGateway.OpenAsync(sandbox.Server);
        await second.ResumeAsync(first.SessionId!, first.Sequence);
        Assert.False((await second.NextOpAsync(9)).GetBoolean());
    }

    [Fact]
    public async Task AClientFurtherBehindThanTheBuffer_MustBeginAnew()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { ReplayLimit = 2 });
        await using var first = await sandbox.ConnectAsync();
        sandbox.Server.Faults.DropSockets();
        for (var i = 0; i < 3; i++)
        {
            await sandbox.Server.As("member").SayAsync("general", "missed");
        }

        await using var second = await RawGateway.OpenAsync(sandbox.Server);
        await second.ResumeAsync(first.SessionId!, first.Sequence);
        Assert.False((await second.NextOpAsync(9)).GetBoolean());
    }

    [Theory]
    [InlineData(1000, false)]
    [InlineData(1001, false)]
    [InlineData(4900, true)]
    public async Task TheClientsCloseCode_DecidesWhetherTheSessionStays(int code, bool stays)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var first = await sandbox.ConnectAsync();
        await first.CloseAsync(code);
        await GoneOfflineAsync(sandbox);
        await using var second = await RawGateway.OpenAsync(sandbox.Server);
        await second.ResumeAsync(first.SessionId!, first.Sequence);
        if (stays)
        {
            await second.NextAsync("RESUMED");
        }
        else
        {
            Assert.False((await second.NextOpAsync(9)).GetBoolean());
        }
    }

    [Fact]
    public async Task ResumingOnANewSocket_CutsAHalfOpenOne()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var first = await sandbox.ConnectAsync();
        sandbox.Server.Faults.SilenceSockets();
        await sandbox.Server.As("member").SayAsync("general", "into the void");
        await using var second = await RawGateway.OpenAsync(sandbox.Server);
        await second.ResumeAsync(first.SessionId!, first.Sequence);
        Assert.Equal("into the void", (await second.NextAsync("MESSAGE_CREATE")).GetProperty("content").GetString());
        Assert.Null(await first.ClosedAsync());
    }

    /// <summary>The server learns of a lost socket a moment after the client; the bot's light on the page says when.</summary>
    private static async Task GoneOfflineAsync(TestSandbox sandbox)
    {
        using var http = new HttpClient();
        for (var i = 0; i < 1000; i++)
        {
            var world = await http.GetStringAsync(new Uri(sandbox.Server.PlaygroundAddress, "api/world"));
            if (world.Contains("\"online\":false},\"commands\"", StringComparison.Ordinal))
            {
                return;
            }

            await Task.Yield();
        }

        Assert.Fail("The bot never went offline.");
    }
}
