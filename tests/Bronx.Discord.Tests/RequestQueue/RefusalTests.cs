using System.Net;
using Bronx.Discord.Interactions;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Testing;

namespace Bronx.Discord.Tests.RequestQueue;

/// <summary>What happens when Discord, the network or we ourselves say no.</summary>
public sealed class RefusalTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task AShared429_MakesThatRequestWaitAndBlamesNobody()
    {
        await using var under = new QueueUnderTest();
        var hits = 0;
        under.Api.Answer = arrival => Task.FromResult(arrival.Path.Contains("/7/") && ++hits <= 2
            ? BucketTests.With(
                LimitedApi.Limited("""{"message":"The resource is being rate limited.","retry_after":1.0,"global":false}""", "shared", 1),
                ("X-RateLimit-Bucket", "POST-6"), ("X-RateLimit-Limit", "5"), ("X-RateLimit-Remaining", "4"), ("X-RateLimit-Reset-After", "5"))
            : null);
        var shared = Task.WhenAll(Enumerable.Range(0, 6).Select(n => under.SendAsync(7, $"m{n}")));
        await under.SettleAsync();
        await under.SendAsync(8, "elsewhere").WaitAsync(Patience.Long);
        await under.AdvanceUntilAsync(shared, Step, TimeSpan.FromSeconds(20));
        // The minimum: the server refuses twice whatever one does. Nobody else ran into it.
        Assert.Equal(6 + 2, under.Api.Arrivals.Count(arrival => arrival.Path.Contains("/7/")));
        var snapshot = await under.SnapshotAsync();
        Assert.Equal(0, snapshot.InvalidRequests);
        Assert.Equal(2, snapshot.Routes.Sum(route => route.SharedLimited));
        Assert.Equal(0, under.Api.TooMany);
    }

    [Fact]
    public async Task AUser429_IsWaitedOutAndTheRequestIsSentAgainInItsTurn()
    {
        await using var under = new QueueUnderTest();
        var first = true;
        under.Api.Answer = _ =>
        {
            var limited = first ? LimitedApi.Limited("""{"message":"slow","retry_after":2.25,"global":false}""", "user", 3) : null;
            first = false;
            return Task.FromResult(limited);
        };
        var sent = Task.WhenAll(under.SendAsync(7, "a"), under.SendAsync(7, "b"));
        await under.SettleAsync();
        under.Clock.Advance(TimeSpan.FromSeconds(2.2));
        await under.SettleAsync();
        Assert.Single(under.Api.Arrivals);
        await under.AdvanceUntilAsync(sent, Step, TimeSpan.FromSeconds(2));
        Assert.Equal(["a", "a", "b"], under.Api.Arrivals.Select(BucketTests.Content));
    }

    [Fact]
    public async Task A429WithoutAScopeAndWithAPageInsteadOfJson_StopsEverything()
    {
        await using var under = new QueueUnderTest();
        var first = true;
        under.Api.Answer = _ =>
        {
            var page = first ? new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Content = new StringContent("<html>error 1015</html>", new System.Net.Http.Headers.MediaTypeHeaderValue("text/html")) } : null;
            first = false;
            return Task.FromResult(page);
        };
        var sent = Task.WhenAll(under.SendAsync(7, "a"), under.SendAsync(8, "b"));
        await under.SettleAsync();
        under.Clock.Advance(TimeSpan.FromSeconds(59));
        await under.SettleAsync();
        Assert.Single(under.Api.Arrivals);
        Assert.Equal(TimeSpan.FromSeconds(1), (await under.SnapshotAsync()).StopWait);
        var refusal = await Assert.ThrowsAsync<RequestRefusedException>(() => under.Rest.RespondAsync(new(1), "t", new InteractionReply.DeferUpdate(), default));
        Assert.Contains("1 s", refusal.Message, StringComparison.Ordinal);
        await under.AdvanceUntilAsync(sent, Step, TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task InvalidRequestsAreRefusedHereLongBeforeDiscordBansTheAddress()
    {
        await using var under = new QueueUnderTest(options => options with { InvalidRequestsToStopAt = 20 });
        under.Api.Rule = _ => null;
        under.Api.Answer = _ => Task.FromResult<HttpResponseMessage?>(LimitedApi.Json(HttpStatusCode.Forbidden, """{"message":"Missing Permissions","code":50013}"""));
        for (var n = 0; n < 20; n++)
        {
            var sent = under.SendAsync((ulong)n + 1, "hello");
            await under.AdvanceUntilAsync(Task.WhenAny(sent), Step, TimeSpan.FromSeconds(1));
            Assert.Equal(50013, (await Assert.ThrowsAsync<DiscordApiException>(() => sent)).Code);
        }

        var refusal = await Assert.ThrowsAsync<RequestRefusedException>(() => under.SendAsync(99, "hello"));
        Assert.Equal(RefusalReason.InvalidRequestBudget, refusal.Reason);
        Assert.Equal(20, under.Api.Arrivals.Count);
        under.Api.Answer = null;
        under.Clock.Advance(TimeSpan.FromMinutes(10.5));
        await under.SendAsync(99, "hello").WaitAsync(Patience.Long);
    }

    [Fact]
    public async Task ARejectedTokenIsNotUsedAgain()
    {
        await using var under = new QueueUnderTest();
        under.Api.Answer = _ => Task.FromResult<HttpResponseMessage?>(LimitedApi.Json(HttpStatusCode.Unauthorized, """{"message":"401: Unauthorized","code":0}"""));
        var first = under.SendAsync(7, "a");
        var waiting = under.SendAsync(7, "b");
        Assert.Equal(HttpStatusCode.Unauthorized, (await Assert.ThrowsAsync<DiscordApiException>(() => first)).Status);
        Assert.Equal(RefusalReason.TokenRejected, (await Assert.ThrowsAsync<RequestRefusedException>(() => waiting)).Reason);
        Assert.Equal(RefusalReason.TokenRejected, (await Assert.ThrowsAsync<RequestRefusedException>(() => under.SendAsync(7, "c"))).Reason);
        Assert.Single(under.Api.Arrivals);
    }

    [Fact]
    public async Task AServersErrorIsTriedAgainWithTheSameNonceSoThatNothingIsSaidTwice()
    {
        await using var under = new QueueUnderTest();
        var failures = 3;
        under.Api.Answer = _ => Task.FromResult(failures-- > 0 ? new HttpResponseMessage(HttpStatusCode.BadGateway) : null);
        var sent = under.SendAsync(7, "a");
        await under.AdvanceUntilAsync(sent, Step, TimeSpan.FromSeconds(10));
        Assert.Equal(4, under.Api.Arrivals.Count);
        Assert.Single(under.Api.Arrivals.Select(arrival => arrival.Body).Distinct());
        Assert.Contains("\"enforce_nonce\":true", under.Api.Arrivals[0].Body, StringComparison.Ordinal);
        Assert.Matches("\"nonce\":\"[0-9a-z]{1,25}\"", under.Api.Arrivals[0].Body);
    }

    [Fact]
    public async Task AFaultOfTheNetworkIsTriedAgainAndThenTold()
    {
        await using var under = new QueueUnderTest();
        under.Api.Answer = _ => throw new HttpRequestException(HttpRequestError.ResponseEnded, "the line broke");
        var sent = under.SendAsync(7, "a");
        await under.AdvanceUntilAsync(Task.WhenAny(sent), Step, TimeSpan.FromSeconds(60));
        await Assert.ThrowsAsync<HttpRequestException>(() => sent);
        Assert.Equal(5, under.Api.Arrivals.Count);
    }

    [Fact]
    public async Task RepeatsAfterFaults_BackOffTwiceAsFarEachTime_AndAtRandom()
    {
        await using var under = new QueueUnderTest();
        under.Api.Answer = _ => throw new HttpRequestException(HttpRequestError.ResponseEnded, "the line broke");
        for (ulong channel = 1; channel <= 12; channel++)
        {
            var sent = under.SendAsync(channel, "a");
            await under.AdvanceUntilAsync(Task.WhenAny(sent), TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(60));
            await Assert.ThrowsAsync<HttpRequestException>(() => sent);
        }

        var waits = under.Api.Arrivals.Chunk(5).Select(attempts => attempts.Zip(attempts.Skip(1), (one, next) => (next.At - one.At).TotalSeconds).ToArray()).ToArray();
        for (var n = 0; n < 4; n++)
        {
            var ceiling = 0.5 * Math.Pow(2, n);
            Assert.All(waits, wait => Assert.InRange(wait[n], 0, ceiling + 0.02));
            Assert.True(waits.Min(wait => wait[n]) < ceiling / 2, "full jitter reaches down");
            Assert.True(waits.Max(wait => wait[n]) > ceiling / 2, "and the ceiling rises");
        }
    }

    [Fact]
    public async Task AFollowUpThatMayHaveArrivedIsNeverSentTwice()
    {
        await using var under = new QueueUnderTest();
        under.Api.Answer = _ => throw new HttpRequestException(HttpRequestError.ResponseEnded, "the line broke");
        await Assert.ThrowsAsync<HttpRequestException>(() => under.Rest.FollowUpAsync(new(43), "t", QueueUnderTest.Text("a"), default).WaitAsync(Patience.Long));
        Assert.Single(under.Api.Arrivals);
    }

    [Fact]
    public async Task AFollowUpThatNeverLeftIsSentAgain()
    {
        await using var under = new QueueUnderTest();
        var first = true;
        under.Api.Answer = _ =>
        {
            var fault = first ? new HttpRequestException(HttpRequestError.ConnectionError, "refused") : null;
            first = false;
            return fault is null ? Task.FromResult<HttpResponseMessage?>(null) : throw fault;
        };
        await under.AdvanceUntilAsync(under.Rest.FollowUpAsync(new(43), "t", QueueUnderTest.Text("a"), default), Step, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task ARefusalTellsDiscordsCodeAndTheFieldsItIsAbout()
    {
        await using var under = new QueueUnderTest();
        under.Api.Answer = _ => Task.FromResult<HttpResponseMessage?>(LimitedApi.Json(HttpStatusCode.BadRequest,
            """{"code":50035,"message":"Invalid Form Body","errors":{"embeds":{"0":{"title":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 256 or fewer in length."}]}}}}}"""));
        var refusal = await Assert.ThrowsAsync<DiscordApiException>(() => under.SendAsync(7, "a"));
        Assert.Equal(50035, refusal.Code);
        Assert.Equal("embeds[0].title: Must be 256 or fewer in length.", refusal.Errors);
        Assert.Equal("POST /channels/{channel_id}/messages", refusal.Route);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"code\":\"x\",\"message\":7,\"errors\":3}")]
    [InlineData("{\"code\":99999999999,\"errors\":{\"_errors\":[null,{\"message\":null}]}}")]
    [InlineData("{\"errors\":")]
    public async Task AnErrorBodyMayBeAnything(string body)
    {
        await using var under = new QueueUnderTest();
        under.Api.Answer = _ => Task.FromResult<HttpResponseMessage?>(LimitedApi.Json(HttpStatusCode.BadRequest, body));
        var refusal = await Assert.ThrowsAsync<DiscordApiException>(() => under.SendAsync(7, "a").WaitAsync(Patience.Long));
        Assert.Equal(0, refusal.Code);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, 10062)]
    [InlineData(HttpStatusCode.BadRequest, 40060)]
    public async Task ALateOrSecondAnswerToAnInteractionThrows(HttpStatusCode status, int code)
    {
        await using var under = new QueueUnderTest();
        under.Api.Answer = _ => Task.FromResult<HttpResponseMessage?>(LimitedApi.Json(status, $$"""{"message":"no","code":{{code}}}"""));
        var refusal = await Assert.ThrowsAsync<DiscordApiException>(() => under.Rest.RespondAsync(new(1), "t", new InteractionReply.DeferSend(true), default));
        Assert.Equal(code, refusal.Code);
        Assert.Single(under.Api.Arrivals);
    }

    [Fact]
    public async Task AnAnswerToAnInteractionThatArrivedThoughTheLineBrokeCountsAsGiven()
    {
        await using var under = new QueueUnderTest();
        var first = true;
        under.Api.Answer = _ =>
        {
            var breaks = first;
            first = false;
            return breaks
                ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "the line broke")
                : Task.FromResult<HttpResponseMessage?>(LimitedApi.Json(HttpStatusCode.BadRequest, """{"message":"Interaction has already been acknowledged.","code":40060}"""));
        };
        var answered = under.Rest.RespondAsync(new(1), "t", new InteractionReply.DeferSend(true), default);
        await under.AdvanceUntilAsync(answered, Step, TimeSpan.FromSeconds(1));
        Assert.Equal(2, under.Api.Arrivals.Count);
    }

    [Fact]
    public async Task AnAnswerToAnInteractionWaitsForNothing()
    {
        await using var under = new QueueUnderTest();
        // Everything else hangs: the queue is full of requests on the wire and behind them.
        var hangs = new TaskCompletionSource<HttpResponseMessage?>();
        var slow = new TaskCompletionSource<HttpResponseMessage?>();
        under.Api.Answer = arrival => arrival.Path.Contains("/slow/", StringComparison.Ordinal) ? slow.Task
            : arrival.Path.StartsWith("interactions/", StringComparison.Ordinal) ? Task.FromResult<HttpResponseMessage?>(new(HttpStatusCode.NoContent)) : hangs.Task;
        var stuck = Enumerable.Range(1, 200).Select(channel => under.SendAsync((ulong)channel, "hello")).ToArray();
        // Nor does it wait for another answer of its kind, as requests of an unknown route do.
        var first = under.Rest.RespondAsync(new(1), "slow", new InteractionReply.DeferUpdate(), default);
        await under.Rest.RespondAsync(new(2), "t", new InteractionReply.Send(new MessageDraft { Content = "hi" }), default).WaitAsync(Patience.Long);
        Assert.DoesNotContain(stuck, task => task.IsCompleted);
        slow.SetResult(new(HttpStatusCode.NoContent));
        await first.WaitAsync(Patience.Long);
        hangs.SetResult(null);
        await under.AdvanceUntilAsync(Task.WhenAll(stuck), Step, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task AFullQueueRefusesAndSaysSo()
    {
        await using var under = new QueueUnderTest(options => options with { QueueCapacity = 100 });
        var sent = Enumerable.Range(0, 120).Select(n => under.SendAsync(7, $"m{n}")).ToList();
        await under.SettleAsync();

        // Some of the first leave while the others line up: as many as the channel's limit lets go.
        var refused = sent.FindAll(sending => sending.IsFaulted);
        Assert.InRange(refused.Count, 15, 20);
        var refusal = await Assert.ThrowsAsync<RequestRefusedException>(() => refused[0]);
        Assert.Equal(RefusalReason.QueueFull, refusal.Reason);
        Assert.Contains("Discord:QueueCapacity", refusal.Message, StringComparison.Ordinal);
        await under.AdvanceUntilAsync(Task.WhenAll(sent.Except(refused)), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(120));
    }

    [Fact]
    public async Task ARequestGivenUpWhileItWaitsIsNeverSent()
    {
        await using var under = new QueueUnderTest();
        var sent = Enumerable.Range(0, 5).Select(n => under.SendAsync(7, $"m{n}")).ToArray();
        using var giveUp = new CancellationTokenSource();
        var cancelled = under.SendAsync(7, "given up", ct: giveUp.Token);
        await under.SettleAsync();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        var after = under.SendAsync(7, "after");
        await under.AdvanceUntilAsync(Task.WhenAll([.. sent, after]), Step, TimeSpan.FromSeconds(10));
        Assert.DoesNotContain("given up", under.Api.Arrivals.Select(BucketTests.Content));
    }

    [Fact]
    public async Task StoppingLetsWhatWaitsGoOutAndRefusesWhatIsNew()
    {
        await using var under = new QueueUnderTest();
        var sent = Task.WhenAll(Enumerable.Range(0, 8).Select(n => under.SendAsync(7, $"m{n}")));
        await under.SettleAsync();
        var stopping = under.StopAsync(CancellationToken.None);
        Assert.Equal(RefusalReason.Stopping, (await Assert.ThrowsAsync<RequestRefusedException>(() => under.SendAsync(7, "late"))).Reason);
        using var patience = new CancellationTokenSource(Patience.Long, TimeProvider.System);
        while (!stopping.IsCompleted)
        {
            under.Clock.Advance(Step);
            await Task.WhenAny(stopping, Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, patience.Token));
            patience.Token.ThrowIfCancellationRequested();
        }

        await sent.WaitAsync(Patience.Long);
    }

    [Fact]
    public async Task StoppingInAHurryTellsThoseWhoWaited()
    {
        await using var under = new QueueUnderTest();
        var sent = Enumerable.Range(0, 8).Select(n => under.SendAsync(7, $"m{n}")).ToArray();
        await under.SettleAsync();
        await under.StopAsync(new CancellationToken(canceled: true)).WaitAsync(Patience.Long);
        Assert.Equal(RefusalReason.Stopping, (await Assert.ThrowsAsync<RequestRefusedException>(() => sent[^1])).Reason);
    }
}
