using System.Net;
using System.Threading.Channels;
using Bronx.Platform.Configuration;
using Bronx.Platform.Reporting;
using Bronx.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Platform.Tests.Reporting;

public sealed class ReportPusherTests
{
    private static readonly Secret Shared = new("a secret that both sides know");

    private readonly HeldClock _clock = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Report_GoesToEveryDashboardAtOnceAndEveryTenSecondsSigned()
    {
        var network = new Network();
        await using var pusher = Start(network, "https://one.example", "https://two.example:8443/stats/");

        var first = new[] { await network.NextAsync(), await network.NextAsync() };

        Assert.Equal(
            ["https://one.example/api/stats/update", "https://two.example:8443/stats/api/stats/update"],
            first.Select(sent => sent.To.AbsoluteUri).Order(StringComparer.Ordinal));
        Assert.All(first, sent => Assert.True(ReportSignature.Matches(Shared, sent.Timestamp, sent.Nonce, sent.Body, sent.Signature)));
        Assert.NotEqual(first[0].Nonce, first[1].Nonce);

        await AdvanceAsync(TimeSpan.FromSeconds(10), loops: 2);
        var second = await network.NextAsync();

        Assert.True(BotReportJson.Read(second.Body).Number > BotReportJson.Read(first[0].Body).Number);
        Assert.Equal(_clock.GetUtcNow().ToUnixTimeMilliseconds(), second.Timestamp);
    }

    [Fact]
    public async Task Dashboard_ThatIsAwayIsAskedEverLessOftenAndDelaysNoOther()
    {
        var network = new Network { Answer = to => to.Host == "away.example" ? HttpStatusCode.BadGateway : HttpStatusCode.OK };
        await using var pusher = Start(network, "https://away.example", "https://well.example");
        for (var round = 0; round < 60; round++)
        {
            await AdvanceAsync(TimeSpan.FromSeconds(10), loops: 2);
        }

        await AdvanceAsync(TimeSpan.Zero, loops: 2);
        var asked = network.All().GroupBy(sent => sent.To.Host).ToDictionary(sent => sent.Key, sent => sent.Count());

        // Ten minutes: 10, 20, 40, 80, 160, 300 s, each half to whole.
        Assert.Equal(61, asked["well.example"]);
        Assert.InRange(asked["away.example"], 5, 10);
    }

    [Fact]
    public async Task Dashboard_ThatAnswersAgainIsBackAtTheUsualPace()
    {
        var isAway = true;
        var network = new Network { Answer = _ => Volatile.Read(ref isAway) ? HttpStatusCode.Unauthorized : HttpStatusCode.OK };
        await using var pusher = Start(network, "https://one.example");
        await network.NextAsync();
        await AdvanceAsync(TimeSpan.FromSeconds(10), loops: 1);
        await network.NextAsync();
        Volatile.Write(ref isAway, false);
        await AdvanceAsync(TimeSpan.FromSeconds(20), loops: 1);
        await network.NextAsync();

        await AdvanceAsync(TimeSpan.FromSeconds(10), loops: 1);

        Assert.NotNull(await network.NextAsync());
    }

    [Theory]
    [InlineData(0, 0.5, null, 10)]
    [InlineData(1, 1.0, null, 10)]
    [InlineData(1, 0.0, null, 5)]
    [InlineData(4, 1.0, null, 80)]
    [InlineData(40, 1.0, null, 300)]
    [InlineData(1, 0.0, 45, 45)]
    [InlineData(1, 0.0, 100_000, 300)]
    public void Pace_DoublesUpToFiveMinutesAndHearsTheDashboard(int failures, double chance, int? wished, int seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds),
        PushPace.After(failures, TimeSpan.FromSeconds(10), chance, wished is { } wish ? TimeSpan.FromSeconds(wish) : null));

    private ReportPusher Start(Network network, params string[] dashboards)
    {
        var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var pusher = new ReportPusher(
            new SomeFigures(), new PushOptions { To = [.. dashboards.Select(address => new Uri(address))] }, Shared, network, _clock, new Random(7),
            services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), NullLogger<ReportPusher>.Instance);
        pusher.Start();
        return pusher;
    }

    /// <summary>Moves the clock once every loop has armed its pause.</summary>
    private async Task AdvanceAsync(TimeSpan by, int loops)
    {
        await _clock.WhenArmedAsync(loops).WaitAsync(Patience.Long, Cancel);
        _clock.Advance(by);
    }

    private sealed record Sent(Uri To, long Timestamp, string Nonce, string Signature, byte[] Body);

    /// <summary>A network that keeps what was sent.</summary>
    private sealed class Network : HttpMessageHandler
    {
        private readonly Channel<Sent> _sent = Channel.CreateUnbounded<Sent>();

        public Func<Uri, HttpStatusCode> Answer { get; init; } = static _ => HttpStatusCode.OK;

        public IEnumerable<Sent> All()
        {
            while (_sent.Reader.TryRead(out var sent))
            {
                yield return sent;
            }
        }

        public async Task<Sent> NextAsync() => await _sent.Reader.ReadAsync(Cancel).AsTask().WaitAsync(Patience.Long, Cancel);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string Header(string name) => request.Headers.GetValues(name).Single();
            var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            var sent = new Sent(
                request.RequestUri!, long.Parse(Header(ReportSignature.TimestampHeader)), Header(ReportSignature.NonceHeader), Header(ReportSignature.SignatureHeader), body);
            _sent.Writer.TryWrite(sent);
            return new HttpResponseMessage(Answer(request.RequestUri!));
        }
    }
}
