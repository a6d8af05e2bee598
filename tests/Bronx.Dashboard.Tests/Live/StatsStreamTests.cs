using System.Net;
using System.Net.Sockets;
using System.Text;
using Bronx.Dashboard.Live;
using Bronx.Platform.Telemetry;
using Bronx.Testing;

namespace Bronx.Dashboard.Tests.Live;

public sealed class StatsStreamTests
{
    private static readonly TimeSpan LiveSpacing = new DashboardOptions().LiveSpacing;

    [Fact]
    public async Task Stream_BeginsWithARetryHintAndTheStateOfNow()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        dashboard.Usage.Ran("ping", dashboard.Time, times: 3);
        await using var stream = await EventReader.OpenAsync(dashboard);

        Assert.Equal("text/event-stream; charset=utf-8", stream.Response.Content.Headers.ContentType!.ToString());
        Assert.Equal("2000", (await stream.NextAsync())!.Retry);
        var state = await stream.NextStatsAsync();
        while (state.Total < 3) state = await stream.NextStatsAsync();
        Assert.Equal(3, state.Total);
    }

    [Fact]
    public async Task Stream_GathersABurstIntoOnePushAndDeliversTheLastState()
    {
        var clock = new HeldClock();
        await using var dashboard = await RunningDashboard.StartAsync(time: clock);
        await using var stream = await EventReader.OpenAsync(dashboard);
        var first = await stream.NextStatsAsync();

        await clock.WhenArmedAsync();
        for (var i = 0; i < 10; i++)
        {
            // A question and its answer in between: time enough for a feed that does not wait to push ten times.
            dashboard.Usage.Ran("ping", clock, times: 10);
            await dashboard.Client.GetStringAsync("/healthz");
        }

        clock.Advance(LiveSpacing);
        var second = await stream.NextStatsAsync();

        await clock.WhenArmedAsync();
        dashboard.Usage.Ran("ping", clock);
        clock.Advance(LiveSpacing);
        var third = await stream.NextStatsAsync();

        Assert.Equal((0, 100, 101), (first.Total, second.Total, third.Total));
        Assert.Equal((first.Number + 1, first.Number + 2), (second.Number, third.Number));
    }

    [Fact]
    public async Task Stream_PushesAtOnceAfterAQuietMoment()
    {
        var clock = new HeldClock();
        await using var dashboard = await RunningDashboard.StartAsync(time: clock);
        await using var stream = await EventReader.OpenAsync(dashboard);
        await stream.NextStatsAsync();
        await clock.WhenArmedAsync();
        clock.Advance(LiveSpacing);
        await clock.WhenArmedAsync();

        dashboard.Usage.Ran("ping", clock);

        Assert.Equal(1, (await stream.NextStatsAsync()).Total);
    }

    [Fact]
    public async Task Stream_TellsAChangeOfTheConnectionWithItsReason()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var stream = await EventReader.OpenAsync(dashboard);
        await stream.NextStatsAsync();

        dashboard.Vitals.Publish(new BotVitals(BotConnection.Interrupted, 3, 40, null, "the socket closed"));

        var bot = (await stream.NextStatsAsync()).Json["bot"]!;
        Assert.Equal(("interrupted", "the socket closed", 3), ((string?)bot["connection"], (string?)bot["reason"], (int?)bot["servers"]));
    }

    [Fact]
    public async Task Stream_ReplaysWhatAReturningViewerMissed()
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new HeldClock());
        await using var stream = await EventReader.OpenAsync(dashboard);
        var seen = await stream.NextStatsAsync();
        for (var i = 0; i < 5; i++) dashboard.Viewers.Broadcast("{}"u8);

        await using var again = await EventReader.OpenAsync(dashboard, seen.Id);

        for (var i = 1; i <= 5; i++) Assert.Equal(seen.Number + i, (await again.NextStatsAsync()).Number);
    }

    [Theory]
    [InlineData("1-1")]
    [InlineData("not an id")]
    [InlineData("-5")]
    [InlineData("99999999999999999999-1")]
    public async Task Stream_GivesTheLatestStateAloneToAnIdItDoesNotKnow(string id)
    {
        await using var dashboard = await RunningDashboard.StartAsync(time: new HeldClock());
        await using var first = await EventReader.OpenAsync(dashboard);
        await first.NextStatsAsync();
        dashboard.Viewers.Broadcast("{\"last\":1}"u8);

        await using var stream = await EventReader.OpenAsync(dashboard, id);

        Assert.Equal("{\"last\":1}", (await stream.NextStatsAsync()).Data);
    }

    [Fact]
    public async Task Stream_SendsASignOfLifeAfterAQuietQuarterMinute()
    {
        var clock = new HeldClock();
        await using var dashboard = await RunningDashboard.StartAsync(time: clock);
        await using var stream = await EventReader.OpenAsync(dashboard);
        await stream.NextStatsAsync();

        var beat = stream.NextAsync();
        for (var i = 0; i < 5; i++)
        {
            await clock.WhenArmedAsync();
            clock.Advance(LiveSpacing);
            await clock.WhenArmedAsync();
            clock.Advance(TimeSpan.FromSeconds(4));
        }

        Assert.Equal(("beat", " still here", null), ((await beat)!.Name, (await beat)!.Comment, (await beat)!.Id));
    }

    [Fact]
    public async Task Stream_DropsTheOldestForASlowReaderAndStillDeliversTheLast()
    {
        const int Pushes = 400;
        await using var dashboard = await RunningDashboard.StartAsync(time: new HeldClock());
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 8192 };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, dashboard.Address.Port));
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /api/stats/stream HTTP/1.1\r\nHost: localhost:{dashboard.Address.Port}\r\nConnection: close\r\n\r\n"));
        await Until(() => dashboard.Viewers.Count == 1);

        var large = Encoding.ASCII.GetBytes($"{{\"padding\":\"{new string('x', 100_000)}\"}}");
        for (var i = 0; i < Pushes; i++) dashboard.Viewers.Broadcast(large);
        dashboard.Viewers.Broadcast("{\"last\":true}"u8);
        dashboard.Viewers.Close();

        using var lines = new StreamReader(new NetworkStream(socket));
        var text = await lines.ReadToEndAsync().WaitAsync(Patience.Long);
        Assert.InRange(text.Split("padding").Length - 1, 1, Pushes - 1);
        Assert.Contains("{\"last\":true}", text, StringComparison.Ordinal);
        Assert.Contains("event: closing", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_ServesManyViewersTheSameState()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        var streams = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => EventReader.OpenAsync(dashboard)));
        await Until(() => dashboard.Viewers.Count == 200);

        dashboard.Usage.Ran("ping", dashboard.Time, times: 7);

        foreach (var stream in streams)
        {
            var state = await stream.NextStatsAsync();
            while (state.Total < 7) state = await stream.NextStatsAsync();
            Assert.Equal(7, state.Total);
            await stream.DisposeAsync();
        }

        await Until(() => dashboard.Viewers.Count == 0);
    }

    [Fact]
    public async Task Stream_TellsOneViewerTooManyWhatToDoInstead()
    {
        await using var dashboard = await RunningDashboard.StartAsync(new DashboardOptions { MaxViewers = 1 });
        await using var first = await EventReader.OpenAsync(dashboard);
        await first.NextStatsAsync();

        var second = await dashboard.Client.GetAsync("/api/stats/stream");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.Equal("15", second.Headers.RetryAfter!.ToString());
        Assert.Contains("/api/stats every 5 seconds", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_EndsOpenStreamsAtOnceAndSaysSo()
    {
        await using var dashboard = await RunningDashboard.StartAsync();
        await using var stream = await EventReader.OpenAsync(dashboard);
        await stream.NextStatsAsync();

        // The server waits for open streams for as long as it takes: it ends only because they are ended.
        await dashboard.StopAsync().WaitAsync(Patience.Long);

        Assert.Equal("closing", (await stream.NextAsync())!.Name);
        Assert.Null(await stream.NextAsync());
    }

    [Fact]
    public async Task Head_AnswersWithoutOpeningAStream()
    {
        await using var dashboard = await RunningDashboard.StartAsync();

        var answer = await dashboard.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/api/stats/stream"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(0, dashboard.Viewers.Count);
    }

    private static async Task Until(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        while (!holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
