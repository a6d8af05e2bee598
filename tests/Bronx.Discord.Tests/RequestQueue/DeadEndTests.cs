using System.Net;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Testing;

namespace Bronx.Discord.Tests.RequestQueue;

/// <summary>What was refused for good is not asked again: deleted webhooks, tokens that are over, conversations opened too fast.</summary>
public sealed class DeadEndTests
{
    [Fact]
    public async Task AWebhookThatWasDeleted_IsNotUsedAgain_AndThoseWhoWaitAreTold()
    {
        await using var under = new QueueUnderTest();
        var answer = new TaskCompletionSource<HttpResponseMessage?>(TaskCreationOptions.RunContinuationsAsynchronously);
        under.Api.Answer = arrival => arrival.Path.StartsWith("webhooks/5/gone", StringComparison.Ordinal) ? answer.Task : Task.FromResult<HttpResponseMessage?>(null);
        var first = SpeakAsync(under, "gone");
        var waiting = SpeakAsync(under, "gone");
        await under.SnapshotAsync();
        answer.SetResult(LimitedApi.Json(HttpStatusCode.NotFound, """{"message":"Unknown Webhook","code":10015}"""));
        Assert.Equal(10015, (await Assert.ThrowsAsync<DiscordApiException>(() => first.WaitAsync(Patience.Long))).Code);
        Assert.Equal(RefusalReason.WebhookGone, (await Assert.ThrowsAsync<RequestRefusedException>(() => waiting.WaitAsync(Patience.Long))).Reason);
        Assert.Equal(RefusalReason.WebhookGone, (await Assert.ThrowsAsync<RequestRefusedException>(() => SpeakAsync(under, "gone").WaitAsync(Patience.Long))).Reason);
        Assert.Single(under.Api.Arrivals);
        // Another webhook is another matter.
        await SpeakAsync(under, "here").WaitAsync(Patience.Long);
    }

    [Fact]
    public async Task ATokenThatIsNoLongerValid_IsNotUsedAgain_AndTheBotsOwnIsNotBlamed()
    {
        await using var under = new QueueUnderTest();
        under.Api.Answer = arrival => Task.FromResult(arrival.Path.StartsWith("webhooks/", StringComparison.Ordinal)
            ? LimitedApi.Json(HttpStatusCode.Unauthorized, """{"message":"Invalid Webhook Token","code":50027}""")
            : null);
        Assert.Equal(50027, (await Assert.ThrowsAsync<DiscordApiException>(() => EditAsync(under))).Code);
        Assert.Equal(RefusalReason.WebhookGone, (await Assert.ThrowsAsync<RequestRefusedException>(() => EditAsync(under))).Reason);
        Assert.Single(under.Api.Arrivals);
        await under.SendAsync(7, "still here").WaitAsync(Patience.Long);

        static Task EditAsync(QueueUnderTest under) =>
            under.Rest.EditOriginalAsync(new(43), "over", QueueUnderTest.Text("late"), RequestOptions.Default, default).WaitAsync(Patience.Long);
    }

    [Fact]
    public async Task AnUnknownWebhookUnderAnInteraction_MayStillCome()
    {
        await using var under = new QueueUnderTest();
        var first = true;
        under.Api.Answer = _ =>
        {
            var early = first ? LimitedApi.Json(HttpStatusCode.NotFound, """{"message":"Unknown Webhook","code":10015}""") : null;
            first = false;
            return Task.FromResult(early);
        };
        await Assert.ThrowsAsync<DiscordApiException>(() => under.Rest.FollowUpAsync(new(43), "t", QueueUnderTest.Text("early"), default).WaitAsync(Patience.Long));
        await under.Rest.FollowUpAsync(new(43), "t", QueueUnderTest.Text("now"), default).WaitAsync(Patience.Long);
    }

    [Fact]
    public async Task AfterConversationsWereOpenedTooFast_NoneIsOpenedForAWhile()
    {
        await using var under = new QueueUnderTest();
        under.Api.Answer = _ => Task.FromResult<HttpResponseMessage?>(
            LimitedApi.Json(HttpStatusCode.Forbidden, """{"message":"You are opening direct messages too fast","code":40003}"""));
        Assert.Equal(40003, (await Assert.ThrowsAsync<DiscordApiException>(() => OpenAsync(under))).Code);
        var refusal = await Assert.ThrowsAsync<RequestRefusedException>(() => OpenAsync(under));
        Assert.Equal(RefusalReason.TooManyConversations, refusal.Reason);
        Assert.Contains("600 s", refusal.Message, StringComparison.Ordinal);
        under.Api.Answer = null;
        await under.SendAsync(7, "elsewhere").WaitAsync(Patience.Long);
        under.Clock.Advance(TimeSpan.FromMinutes(10));
        await OpenAsync(under);
        Assert.Equal(3, under.Api.Arrivals.Count);

        static Task OpenAsync(QueueUnderTest under) => under.Rest.OpenDirectMessageAsync(new(9), default).WaitAsync(Patience.Long);
    }

    private static Task<Message> SpeakAsync(QueueUnderTest under, string token) =>
        under.Rest.ExecuteWebhookAsync(new(5), token, QueueUnderTest.Text("hello"), RequestOptions.Default, default);
}
