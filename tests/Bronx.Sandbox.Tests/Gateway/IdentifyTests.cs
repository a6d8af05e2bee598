using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.Gateway;

public sealed class IdentifyTests
{
    [Fact]
    public async Task AWrongToken_Closes4004()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await RawGateway.OpenAsync(sandbox.Server);
        await gateway.IdentifyAsync(token: "stolen");
        Assert.Equal(4004, await gateway.ClosedAsync());
    }

    [Fact]
    public async Task AnUnknownIntent_Closes4013()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await RawGateway.OpenAsync(sandbox.Server);
        await gateway.IdentifyAsync(rawIntents: 1 << 27);
        Assert.Equal(4013, await gateway.ClosedAsync());
    }

    [Fact]
    public async Task APrivilegedIntentThatIsOff_Closes4014()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { PrivilegedIntents = Intents.GuildMembers });
        await using var gateway = await RawGateway.OpenAsync(sandbox.Server);
        await gateway.IdentifyAsync(Intents.Guilds | Intents.MessageContent);
        Assert.Equal(4014, await gateway.ClosedAsync());
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(-1, 2)]
    [InlineData(0, 0)]
    public async Task AnImpossibleShard_Closes4010(int shard, int shards)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await RawGateway.OpenAsync(sandbox.Server);
        await gateway.IdentifyAsync(shard: [shard, shards]);
        Assert.Equal(4010, await gateway.ClosedAsync());
    }

    [Theory]
    [InlineData("?v=6&encoding=json", 4012)]
    [InlineData("?encoding=json", 4012)]
    [InlineData("?v=10&encoding=etf", 4002)]
    public async Task AnUnservedVersionOrEncoding_IsClosedAtOnce(string query, int code)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await RawGateway.OpenAsync(sandbox.Server, query: query, hello: false);
        Assert.Equal(code, await gateway.ClosedAsync());
    }

    [Fact]
    public async Task ASecondIdentify_Closes4005()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        await gateway.IdentifyAsync();
        Assert.Equal(4005, await gateway.ClosedAsync());
    }

    [Fact]
    public async Task ASecondIdentifyWithinFiveSeconds_IsInvalidSession()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var first = await sandbox.ConnectAsync();
        await using var second = await RawGateway.OpenAsync(sandbox.Server);
        await second.IdentifyAsync();
        Assert.False((await second.NextOpAsync(9)).GetBoolean());
        sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        await second.IdentifyAsync();
        await second.NextAsync("READY");
    }

    [Fact]
    public async Task MaxConcurrency_LetsOneShardOfEachKeyInAtOnce()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { MaxConcurrency = 2 });
        await using var zero = await RawGateway.OpenAsync(sandbox.Server);
        await zero.IdentifyAsync(shard: [0, 4]);
        await zero.NextAsync("READY");
        await using var one = await RawGateway.OpenAsync(sandbox.Server);
        await one.IdentifyAsync(shard: [1, 4]);
        await one.NextAsync("READY");
        await using var two = await RawGateway.OpenAsync(sandbox.Server);
        await two.IdentifyAsync(shard: [2, 4]);
        Assert.False((await two.NextOpAsync(9)).GetBoolean());
    }

    [Fact]
    public async Task TheDailyBudget_IsShown_AndSpendingItEndsEverySession()
    {
        await using var sandbox = await TestSandbox.StartAsync(new SandboxOptions { SessionStartLimit = 2 });
        await using var first = await sandbox.ConnectAsync();
        var limit = (await sandbox.Api.GetAsync("/gateway/bot")).Json.GetProperty("session_start_limit");
        Assert.Equal(1, limit.GetProperty("remaining").GetInt32());
        sandbox.Clock.Advance(TimeSpan.FromSeconds(6));
        await using var second = await sandbox.ConnectAsync();
        sandbox.Clock.Advance(TimeSpan.FromSeconds(6));
        await using var third = await RawGateway.OpenAsync(sandbox.Server);
        await third.IdentifyAsync();
        Assert.Equal(4004, await third.ClosedAsync());
        Assert.Equal(4004, await first.ClosedAsync());
    }

    [Theory]
    [InlineData("not json", 4002)]
    [InlineData("[]", 4002)]
    [InlineData("""{"d":null}""", 4002)]
    [InlineData("""{"op":"two"}""", 4002)]
    [InlineData("""{"op":2,"d":{"token":"sandbox"}}""", 4002)]
    [InlineData("""{"op":99,"d":null}""", 4001)]
    [InlineData("""{"op":3,"d":{"status":"online"}}""", 4003)]
    [InlineData("""{"op":8,"d":{}}""", 4003)]
    public async Task ABadPayload_ClosesWithItsCode(string text, int code)
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await RawGateway.OpenAsync(sandbox.Server);
        await gateway.SendTextAsync(text);
        Assert.Equal(code, await gateway.ClosedAsync());
    }

    [Fact]
    public async Task APayloadOver4096Bytes_Closes4002()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await RawGateway.OpenAsync(sandbox.Server);
        await gateway.SendTextAsync($$"""{"op":1,"d":null,"x":"{{new string('x', 4096)}}"}""");
        Assert.Equal(4002, await gateway.ClosedAsync());
    }

    [Fact]
    public async Task More_Than120PayloadsAMinute_Close4008()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        await using var gateway = await sandbox.ConnectAsync();
        for (var i = 0; i < 119; i++)
        {
            await gateway.SendAsync(1, null);
        }

        await gateway.NextOpAsync(11);
        await gateway.SendAsync(1, null);
        Assert.Equal(4008, await gateway.ClosedAsync());
    }
}
