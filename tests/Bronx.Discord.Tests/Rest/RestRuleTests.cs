using System.Net;
using System.Text.Json;
using Bronx.Discord.Interactions;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Discord.Tests.RequestQueue;
using Bronx.Testing;

namespace Bronx.Discord.Tests.Rest;

/// <summary>Small print of the API (Discord's documentation, Reference, Rate Limits, Interactions).</summary>
public sealed class RestRuleTests
{
    [Fact]
    public async Task EveryRequestSaysWhoItIs_AndItsBodyWhatItIs()
    {
        await using var under = new QueueUnderTest();
        await under.SendAsync(7, "hello").WaitAsync(Patience.Long);
        var arrival = Assert.Single(under.Api.Arrivals);
        Assert.Equal("Bot token", arrival.Headers.Authorization!.ToString());
        Assert.StartsWith("DiscordBot (https://", arrival.Headers.UserAgent.ToString(), StringComparison.Ordinal);
        Assert.Equal("application/json", arrival.ContentType);
    }

    [Fact]
    public async Task NobodyIsMentionedUnlessAskedFor()
    {
        await using var under = new QueueUnderTest();
        await under.SendAsync(7, "@everyone").WaitAsync(Patience.Long);
        Assert.Equal(0, Body(under).GetProperty("allowed_mentions").GetProperty("parse").GetArrayLength());
        Assert.True(Body(under).GetProperty("enforce_nonce").GetBoolean());
        Assert.InRange(Body(under).GetProperty("nonce").GetString()!.Length, 1, 25);
        await under.Rest.RespondAsync(new(1), "t", new InteractionReply.Send(new MessageDraft { Content = "@everyone" }), default).WaitAsync(Patience.Long);
        Assert.Equal(0, Body(under).GetProperty("data").GetProperty("allowed_mentions").GetProperty("parse").GetArrayLength());
    }

    [Fact]
    public async Task AnEmojiIsWrittenIntoThePathAsDiscordReadsIt()
    {
        await using var under = new QueueUnderTest();
        await under.Rest.ReactAsync(new(7), new(1), Emoji.Unicode("👍"), RequestOptions.Default, default).WaitAsync(Patience.Long);
        Assert.Equal("channels/7/messages/1/reactions/%F0%9F%91%8D/@me", under.Api.Arrivals[^1].Path);
        await under.Rest.UnreactAsync(new(7), new(1), new Emoji { Id = new(5), Name = "bagel" }, RequestOptions.Default, default).WaitAsync(Patience.Long);
        Assert.Equal("channels/7/messages/1/reactions/bagel%3A5/@me", under.Api.Arrivals[^1].Path);
    }

    [Fact]
    public async Task A429WhileTheHeadersStillShowQuota_IsBelieved()
    {
        // Name and topic of a channel have a count of their own that no header shows.
        await using var under = new QueueUnderTest();
        var hits = 0;
        under.Api.Answer = _ => Task.FromResult(++hits == 2
            ? BucketTests.With(
                LimitedApi.Limited("""{"message":"slow","retry_after":60.0,"global":false}""", "user", 60),
                ("X-RateLimit-Bucket", "edit"), ("X-RateLimit-Limit", "5"), ("X-RateLimit-Remaining", "3"), ("X-RateLimit-Reset-After", "14"))
            : null);
        var edits = Task.WhenAll(Enumerable.Range(0, 2).Select(n => under.Rest.EditChannelAsync(new(7), new ChannelDraft { Topic = $"t{n}" }, RequestOptions.Default, default)));
        await under.AdvanceUntilAsync(Task.CompletedTask, TimeSpan.FromSeconds(1), TimeSpan.Zero);
        under.Clock.Advance(TimeSpan.FromSeconds(59));
        await under.SettleAsync();
        Assert.Equal(2, under.Api.Arrivals.Count);
        await under.AdvanceUntilAsync(edits, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(3));
        Assert.Equal(3, under.Api.Arrivals.Count);
    }

    [Fact]
    public async Task AReasonIsCutToWhatDiscordTakes()
    {
        await using var under = new QueueUnderTest();
        await under.Rest.KickAsync(new(1), new(2), new RequestOptions { AuditLogReason = new string('x', 600) }, default).WaitAsync(Patience.Long);
        Assert.Equal(512, Assert.Single(under.Api.Arrivals[^1].Headers.GetValues("X-Audit-Log-Reason")).Length);
    }

    [Fact]
    public async Task WhatDiscordWouldRefuseByItsNumbers_IsRefusedHere()
    {
        await using var under = new QueueUnderTest();
        var now = under.Clock.GetUtcNow();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => under.Rest.TimeoutAsync(new(1), new(2), now.AddDays(28).AddMinutes(1), RequestOptions.Default, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => under.Rest.BanAsync(new(1), new(2), TimeSpan.FromDays(8), RequestOptions.Default, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => under.Rest.GetMessagesAsync(new(7), null, 101, default));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => under.Rest.SearchMembersAsync(new(1), "a", 1001, default));
        Assert.Empty(under.Api.Arrivals);
    }

    [Fact]
    public async Task EachAnswerToAnInteraction_HasItsNumber()
    {
        await using var under = new QueueUnderTest();
        under.Api.Answer = _ => Task.FromResult<HttpResponseMessage?>(new HttpResponseMessage(HttpStatusCode.NoContent));
        var text = new MessageDraft { Content = "x" };
        (InteractionReply Reply, int Type)[] replies =
        [
            (new InteractionReply.Send(text), 4), (new InteractionReply.DeferSend(Ephemeral: true), 5), (new InteractionReply.DeferUpdate(), 6), (new InteractionReply.Update(text), 7),
            (new InteractionReply.Suggest([]), 8), (new InteractionReply.OpenModal(new Modal("id", "Title", [])), 9),
        ];
        foreach (var (reply, type) in replies)
        {
            await under.Rest.RespondAsync(new(1), "tok", reply, default).WaitAsync(Patience.Long);
            Assert.Equal(type, Body(under).GetProperty("type").GetInt32());
            Assert.Null(under.Api.Arrivals[^1].Headers.Authorization);
            Assert.Equal("interactions/1/tok/callback", under.Api.Arrivals[^1].Path);
        }

        // Of a deferral only EPHEMERAL is taken.
        await under.Rest.RespondAsync(new(1), "tok", new InteractionReply.DeferSend(Ephemeral: true), default).WaitAsync(Patience.Long);
        Assert.Equal("""{"type":5,"data":{"flags":64}}""", under.Api.Arrivals[^1].Body);
    }

    [Fact]
    public void AnIdTellsWhenItWasMade() =>
        Assert.Equal(new DateTimeOffset(2016, 4, 30, 11, 18, 25, 796, TimeSpan.Zero), new MessageId(175928847299117063).CreatedAt());

    private static JsonElement Body(QueueUnderTest under) => JsonDocument.Parse(under.Api.Arrivals[^1].Body).RootElement;
}
