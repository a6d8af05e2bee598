using System.Net;
using System.Text.Json;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Testing;

namespace Bronx.Discord.Tests.RequestQueue;

/// <summary>Limits per bucket: Discord's documentation, topic Rate Limits; rows of the comparison with other libraries.</summary>
public sealed class BucketTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task ThirtyMessagesToOneColdChannel_KeepTheirOrderWithout429()
    {
        await using var under = new QueueUnderTest();
        var sent = Task.WhenAll(Enumerable.Range(0, 30).Select(n => under.SendAsync(7, $"m{n}")));
        await under.AdvanceUntilAsync(sent, Step, TimeSpan.FromSeconds(40));
        Assert.Equal(0, under.Api.TooMany);
        Assert.Equal(Enumerable.Range(0, 30).Select(n => $"m{n}"), under.Api.Arrivals.Select(Content));
        // 5 per 5 s: six windows, of which the first opens at once.
        var took = under.Api.Arrivals[^1].At - under.Api.Arrivals[0].At;
        Assert.InRange(took, TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(25.5));
    }

    [Fact]
    public async Task ThirtyMoreToAChannelThatIsKnown_MeetNo429Either()
    {
        await using var under = new QueueUnderTest();
        for (var round = 1; round <= 2; round++)
        {
            var sent = Task.WhenAll(Enumerable.Range(0, 30).Select(n => under.SendAsync(7, $"m{n}")));
            await under.AdvanceUntilAsync(sent, Step, TimeSpan.FromSeconds(40));
        }

        Assert.Equal(0, under.Api.TooMany);
        Assert.Equal(Enumerable.Range(0, 60).Select(n => $"m{n % 30}"), under.Api.Arrivals.Select(Content));
    }

    [Fact]
    public async Task ChannelsAreCountedApartThoughTheyShareAHash()
    {
        await using var under = new QueueUnderTest();
        var sent = Task.WhenAll(Enumerable.Range(1, 4).SelectMany(channel => Enumerable.Range(0, 5).Select(n => under.SendAsync((ulong)channel, $"m{n}"))));
        await under.AdvanceUntilAsync(sent, Step, TimeSpan.FromSeconds(3));
        Assert.Equal(0, under.Api.TooMany);
        Assert.Equal(20, under.Api.Arrivals.Count);
    }

    [Fact]
    public async Task AnUnknownRouteIsProbedByOneRequest()
    {
        await using var under = new QueueUnderTest();
        var answer = new TaskCompletionSource<HttpResponseMessage?>(TaskCreationOptions.RunContinuationsAsynchronously);
        under.Api.Answer = _ => answer.Task;
        var sent = Task.WhenAll(Enumerable.Range(1, 20).Select(channel => under.SendAsync((ulong)channel, "hello")));
        while (under.Api.Arrivals.Count == 0)
        {
            await under.SnapshotAsync();
        }

        await under.SnapshotAsync();
        Assert.Single(under.Api.Arrivals);
        under.Api.Answer = null;
        answer.SetResult(null);
        await under.AdvanceUntilAsync(sent, Step, TimeSpan.FromSeconds(5));
        Assert.Equal(0, under.Api.TooMany);
    }

    [Fact]
    public async Task DeletionsThatAgeWhileTheyWait_ChangeTheirBucketAndLeaveThatOfYoungOnesAlone()
    {
        await using var under = new QueueUnderTest();
        under.Api.Rule = request =>
        {
            var message = new MessageId(ulong.Parse(request.RequestUri!.Segments[^1], System.Globalization.CultureInfo.InvariantCulture));
            return under.Clock.GetUtcNow() - message.CreatedAt() < TimeSpan.FromSeconds(10)
                ? (5, TimeSpan.FromSeconds(1), "young", $"young{LimitedApi.Major(request)}")
                : (3, TimeSpan.FromSeconds(0.33), "old", $"old{LimitedApi.Major(request)}");
        };
        List<Task> deletions = [];
        for (var second = 0; second < 6; second++)
        {
            for (ulong channel = 1; channel <= 4; channel++)
            {
                // Some grow old in the queue, some go while they are young, in the same channels.
                for (ulong n = 0; n < 6; n++)
                {
                    var age = TimeSpan.FromSeconds(n < 3 ? 8.2 : 1);
                    deletions.Add(under.Rest.DeleteAsync(new(channel), new(under.Aged(n, age)), RequestOptions.Default, default));
                }
            }

            under.Clock.Advance(TimeSpan.FromSeconds(0.5));
            await under.SettleAsync();
        }

        await under.AdvanceUntilAsync(Task.WhenAll(deletions), Step, TimeSpan.FromSeconds(60));
        Assert.Equal(0, under.Api.TooMany);
    }

    [Fact]
    public void OfAnswersThatOvertakeEachOther_TheLastToComeDoesNotBringBackWhatIsSpent()
    {
        var route = Routes.Member(new(1), new(2));
        var bucket = new Bronx.Discord.RequestQueue.Bucket(new("hash", null, 0, route.Major));
        for (var i = 0; i < 4; i++)
        {
            bucket.Add(new Bronx.Discord.RequestQueue.ApiRequest(route, RequestPriority.Person));
        }

        // The first tells the limit; then two leave together, and their answers come in the wrong order.
        TimeSpan At(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
        bucket.Take(At(0));
        bucket.Finish(At(1));
        bucket.Learn(route.Template, new(3, 2, At(1000), null), At(0), At(1));
        bucket.Take(At(2));
        bucket.Take(At(2));
        bucket.Finish(At(4));
        bucket.Learn(route.Template, new(3, 0, At(997), null), At(2), At(4));
        bucket.Finish(At(5));
        bucket.Learn(route.Template, new(3, 1, At(998), null), At(2), At(5));
        Assert.Equal(0, bucket.Remaining);
        Assert.True(bucket.ReadyAt(At(6)) > At(900));
    }

    [Fact]
    public void AnAnswerThatComesLateFromAWindowThatIsOver_BringsNothingBack()
    {
        var route = Routes.Member(new(1), new(2));
        var bucket = new Bronx.Discord.RequestQueue.Bucket(new("hash", null, 0, route.Major));
        for (var i = 0; i < 12; i++)
        {
            bucket.Add(new Bronx.Discord.RequestQueue.ApiRequest(route, RequestPriority.Person));
        }

        TimeSpan At(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
        Bronx.Discord.RequestQueue.WindowWord Word(int remaining, int after, int window) =>
            new(5, remaining, At(after), DateTimeOffset.UnixEpoch.AddSeconds(window));
        bucket.Take(At(0));
        bucket.Finish(At(1));
        bucket.Learn(route.Template, Word(4, 1000, window: 1), At(0), At(1));
        for (var i = 0; i < 4; i++)
        {
            bucket.Take(At(2));
        }

        // Three come back at once, the fourth is 300 ms late: by the clock its window would end 300 ms later.
        for (var remaining = 2; remaining >= 0; remaining--)
        {
            bucket.Finish(At(5));
            bucket.Learn(route.Template, Word(remaining, 997, window: 1), At(2), At(5));
        }

        bucket.Finish(At(305));
        bucket.Learn(route.Template, Word(3, 998, window: 1), At(2), At(305));
        Assert.Equal(0, bucket.Remaining);
        Assert.True(bucket.ReadyAt(At(310)) < At(1010), "the late answer does not lengthen the window either");

        // The next window: what is late from the first one is no word about it.
        for (var i = 0; i < 5; i++)
        {
            Assert.True(bucket.ReadyAt(At(1010)) <= At(1010));
            bucket.Take(At(1010));
        }

        bucket.Finish(At(1012));
        bucket.Learn(route.Template, Word(0, 1000, window: 2), At(1010), At(1012));
        bucket.Finish(At(1100));
        bucket.Learn(route.Template, Word(4, 10, window: 1), At(1010), At(1100));
        Assert.Equal(0, bucket.Remaining);
        Assert.True(bucket.ReadyAt(At(1200)) > At(2000));
    }

    [Fact]
    public async Task RoutesThatShareACountAreHeldTogether()
    {
        await using var under = new QueueUnderTest();
        under.Api.Rule = _ => (1, TimeSpan.FromSeconds(0.25), "reactions", "one");
        var all = Task.WhenAll(
            Enumerable.Range(0, 4).SelectMany(n => new[]
            {
                under.Rest.ReactAsync(new(7), new(under.Young((ulong)n)), Emoji.Unicode("👍"), RequestOptions.Default, default),
                under.Rest.TypingAsync(new(7), RequestOptions.Default, default),
            }));
        await under.AdvanceUntilAsync(all, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(10));
        // Two routes, each probed once before it is known that they share.
        Assert.InRange(under.Api.TooMany, 0, 1);
    }

    [Fact]
    public async Task RoutesThatReportOneHashButCountApartAreToldApart()
    {
        await using var under = new QueueUnderTest();
        under.Api.Rule = request => (2, TimeSpan.FromSeconds(10), "same", request.Method.Method);
        var deletes = new List<Task>();
        var sends = new List<Task>();
        for (var n = 0; n < 2; n++)
        {
            sends.Add(under.SendAsync(7, "m"));
            await under.SettleAsync();
            deletes.Add(under.Rest.DeleteAsync(new(7), new(under.Young((ulong)n)), RequestOptions.Default, default));
            await under.SettleAsync();
        }

        // Held together they would take two windows; apart they need none.
        await Task.WhenAll([.. sends, .. deletes]).WaitAsync(Patience.Long);
        Assert.Equal(0, under.Api.TooMany);
    }

    [Fact]
    public async Task DeletionsAreHeldByTheAgeOfTheirMessages()
    {
        await using var under = new QueueUnderTest();
        under.Api.Rule = request => request.RequestUri!.Segments[^1].Length > 0 && IdOf(request) is var age && age < TimeSpan.FromSeconds(10)
            ? (5, TimeSpan.FromSeconds(1), "young", "young")
            : (1, TimeSpan.FromSeconds(30), "old", "old");
        TimeSpan IdOf(HttpRequestMessage request) => under.Clock.GetUtcNow() - new MessageId(ulong.Parse(request.RequestUri!.Segments[^1])).CreatedAt();
        var old = Task.WhenAll(Enumerable.Range(0, 3).Select(n =>
            under.Rest.DeleteAsync(new(7), new(under.Aged((ulong)n, TimeSpan.FromDays(1))), RequestOptions.Default, default)));
        await under.SettleAsync();
        var young = Task.WhenAll(Enumerable.Range(0, 5).Select(n => under.Rest.DeleteAsync(new(7), new(under.Young((ulong)n)), RequestOptions.Default, default)));
        await under.SettleAsync();
        Assert.True(young.IsCompletedSuccessfully, "deleting young messages waits for nobody's old ones");
        Assert.False(old.IsCompleted);
        await under.AdvanceUntilAsync(old, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(70));
        Assert.Equal(0, under.Api.TooMany);
    }

    [Fact]
    public async Task ResetAfterIsBelievedWhenTheServersClockIsWrong()
    {
        await using var under = new QueueUnderTest();
        under.Api.Answer = arrival => Task.FromResult<HttpResponseMessage?>(With(
            LimitedApi.Json(HttpStatusCode.OK, """{"id":"1","channel_id":"7","author":{"id":"42","username":"Bronx"}}"""),
            ("X-RateLimit-Bucket", "b"), ("X-RateLimit-Limit", "1"), ("X-RateLimit-Remaining", "0"),
            ("X-RateLimit-Reset", (under.Clock.GetUtcNow().AddHours(3).ToUnixTimeMilliseconds() / 1000d).ToString()), ("X-RateLimit-Reset-After", "2.000")));
        var sent = Task.WhenAll(under.SendAsync(7, "a"), under.SendAsync(7, "b"));
        await under.AdvanceUntilAsync(sent, Step, TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData("b", "5", null, null)]
    [InlineData("b", "0", "0", null)]
    [InlineData("b", "5", "0", null)]
    [InlineData("b", "-1", "-7", "-3")]
    [InlineData("b", "999999999999999999999", "1", "1e309")]
    [InlineData("b", "1", "0", "NaN")]
    [InlineData("b", "1", "0", "soon")]
    [InlineData("b", "1", "0", "99999999999")]
    public async Task MissingOrSenselessHeadersNeverStopTheQueue(string? bucket, string? limit, string? remaining, string? resetAfter)
    {
        await using var under = new QueueUnderTest();
        under.Api.Answer = _ =>
        {
            var response = LimitedApi.Json(HttpStatusCode.OK, """{"id":"1","channel_id":"7","author":{"id":"42","username":"Bronx"}}""");
            (string Name, string? Value)[] headers =
                [("X-RateLimit-Bucket", bucket), ("X-RateLimit-Limit", limit), ("X-RateLimit-Remaining", remaining), ("X-RateLimit-Reset-After", resetAfter)];
            foreach (var (name, value) in headers.Where(header => header.Value is not null))
            {
                response.Headers.TryAddWithoutValidation(name, value);
            }

            return Task.FromResult<HttpResponseMessage?>(response);
        };
        var sent = Task.WhenAll(Enumerable.Range(0, 10).Select(n => under.SendAsync(7, $"m{n}")));
        await under.AdvanceUntilAsync(sent, Step, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task IdleBucketsAreForgotten()
    {
        await using var under = new QueueUnderTest();
        var sent = Task.WhenAll(Enumerable.Range(1, 40).Select(channel => under.SendAsync((ulong)channel, "hello")));
        await under.AdvanceUntilAsync(sent, Step, TimeSpan.FromSeconds(5));
        Assert.InRange((await under.SnapshotAsync()).Buckets, 40, 45);
        for (var minute = 0; minute < 4; minute++)
        {
            under.Clock.Advance(TimeSpan.FromMinutes(1));
            await under.SettleAsync();
        }

        Assert.Equal(0, (await under.SnapshotAsync()).Buckets);
    }

    internal static string Content(Arrival arrival) => JsonDocument.Parse(arrival.Body).RootElement.GetProperty("content").GetString()!;

    internal static HttpResponseMessage With(HttpResponseMessage response, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
