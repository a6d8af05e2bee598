using System.Net;
using System.Text;
using System.Text.Json;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Discord.Tests.RequestQueue;
using Bronx.Testing;

namespace Bronx.Discord.Tests.Rest;

/// <summary>What calls look like on the wire.</summary>
public sealed class RequestShapeTests
{
    [Fact]
    public async Task Files_AreSentAsAForm_WithTheMessageAsItsFirstPart()
    {
        await using var under = new QueueUnderTest();
        await under.Rest.SendAsync(
            new(7),
            new MessageDraft { Content = "see", Files = [new FileDraft("log.txt", Encoding.UTF8.GetBytes("line"), "A log"), new FileDraft("b.bin", new byte[] { 0, 255, 7 })] },
            RequestOptions.Default, default).WaitAsync(Patience.Long);
        var arrival = Assert.Single(under.Api.Arrivals);
        Assert.Contains("name=payload_json", arrival.Body, StringComparison.Ordinal);
        Assert.Contains("name=\"files[0]\"; filename=log.txt", arrival.Body, StringComparison.Ordinal);
        Assert.Contains("name=\"files[1]\"; filename=b.bin", arrival.Body, StringComparison.Ordinal);
        Assert.Contains("\"attachments\":[{\"id\":\"0\",\"filename\":\"log.txt\",\"description\":\"A log\"},{\"id\":\"1\",\"filename\":\"b.bin\"}]", arrival.Body, StringComparison.Ordinal);
        Assert.Contains("\r\n\r\nline\r\n", arrival.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARepeatedSendCarriesItsFilesAgain_AndAConflatedEditItsLast()
    {
        await using var under = new QueueUnderTest();
        var first = true;
        under.Api.Answer = _ =>
        {
            var broken = first ? LimitedApi.Json(HttpStatusCode.BadGateway, "{}") : null;
            first = false;
            return Task.FromResult(broken);
        };
        var sent = under.Rest.SendAsync(new(7), new MessageDraft { Files = [new FileDraft("a.txt", "again"u8.ToArray())] }, RequestOptions.Default, default);
        await under.AdvanceUntilAsync(sent, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
        Assert.All(under.Api.Arrivals, arrival => Assert.Contains("again", arrival.Body, StringComparison.Ordinal));
        Assert.Equal(2, under.Api.Arrivals.Count);

        var edit = under.Rest.EditAsync(new(7), new(under.Young(1)), new MessageDraft { Content = "x", Files = [new FileDraft("b.txt", "kept"u8.ToArray())] }, RequestOptions.Default, default);
        await under.AdvanceUntilAsync(edit, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
        Assert.Contains("kept", under.Api.Arrivals[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reasons_AreCarriedAsDiscordWantsThem()
    {
        await using var under = new QueueUnderTest();
        await under.Rest.KickAsync(new(1), new(2), new RequestOptions { AuditLogReason = "zu laut für hier: 50 %" }, default).WaitAsync(Patience.Long);
        Assert.Equal("zu%20laut%20f%C3%BCr%20hier%3A%2050%20%25", Assert.Single(Assert.Single(under.Api.Arrivals).Headers.GetValues("X-Audit-Log-Reason")));
    }

    [Fact]
    public async Task ModerationSaysWhatDiscordUnderstands()
    {
        await using var under = new QueueUnderTest();
        await under.Rest.BanAsync(new(1), new(2), TimeSpan.FromHours(2), RequestOptions.Default, default).WaitAsync(Patience.Long);
        Assert.Equal((HttpMethod.Put, "guilds/1/bans/2", """{"delete_message_seconds":7200}"""), Last(under));
        await under.Rest.TimeoutAsync(new(1), new(2), new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero), RequestOptions.Default, default).WaitAsync(Patience.Long);
        Assert.Equal(2026, JsonDocument.Parse(under.Api.Arrivals[^1].Body).RootElement.GetProperty("communication_disabled_until").GetDateTimeOffset().Year);
        await under.Rest.TimeoutAsync(new(1), new(2), null, RequestOptions.Default, default).WaitAsync(Patience.Long);
        Assert.Equal((HttpMethod.Patch, "guilds/1/members/2", """{"communication_disabled_until":null}"""), Last(under));
        await under.Rest.DeleteManyAsync(new(7), [new(1), new(2)], RequestOptions.Default, default).WaitAsync(Patience.Long);
        Assert.Equal((HttpMethod.Post, "channels/7/messages/bulk-delete", """{"messages":["1","2"]}"""), Last(under));
        await under.Rest.SetOverwriteAsync(new(7), new Overwrite { Id = 9, Type = OverwriteType.Member, Allow = Permissions.ViewChannel, Deny = Permissions.SendMessages }, RequestOptions.Default, default).WaitAsync(Patience.Long);
        Assert.Equal((HttpMethod.Put, "channels/7/permissions/9", """{"type":1,"allow":"1024","deny":"2048"}"""), Last(under));
        await under.Rest.PinAsync(new(7), new(3), RequestOptions.Default, default).WaitAsync(Patience.Long);
        Assert.Equal((HttpMethod.Put, "channels/7/messages/pins/3", ""), Last(under));
        await under.Rest.ExecuteWebhookAsync(new(5), "tok/en", new MessageDraft { Content = "hi" }, RequestOptions.Default, default).WaitAsync(Patience.Long);
        Assert.Equal("webhooks/5/tok%2Fen?wait=true", under.Api.Arrivals[^1].Path);
        Assert.Null(under.Api.Arrivals[^1].Headers.Authorization);
        await under.Rest.StartThreadAsync(new(7), new ChannelDraft { Name = "t", Type = ChannelType.PrivateThread, AutoArchiveDuration = 60 }, RequestOptions.Default, default).WaitAsync(Patience.Long);
        Assert.Equal((HttpMethod.Post, "channels/7/threads", """{"name":"t","type":12,"auto_archive_duration":60}"""), Last(under));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(101)]
    public async Task APurgeOfTooFewOrTooMany_IsRefusedHere(int count)
    {
        await using var under = new QueueUnderTest();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => under.Rest.DeleteManyAsync(new(7), [.. Enumerable.Range(1, count).Select(n => new MessageId((ulong)n))], RequestOptions.Default, default));
    }

    [Fact]
    public async Task WhatMayNotBeSentTwice_IsNotRepeatedAfterAFault()
    {
        await using var under = new QueueUnderTest();
        under.Api.Answer = _ => throw new HttpRequestException(HttpRequestError.ResponseEnded, "the answer was lost");
        Func<Task>[] calls =
        [
            () => under.Rest.CreateChannelAsync(new(1), new ChannelDraft { Name = "x" }, RequestOptions.Default, default),
            () => under.Rest.StartThreadAsync(new(7), new ChannelDraft { Name = "x" }, RequestOptions.Default, default),
            () => under.Rest.ExecuteWebhookAsync(new(5), "t", new MessageDraft { Content = "x" }, RequestOptions.Default, default),
            () => under.Rest.FollowUpAsync(new(5), "t", new MessageDraft { Content = "x" }, default),
        ];
        foreach (var call in calls)
        {
            var before = under.Api.Arrivals.Count;
            await Assert.ThrowsAsync<HttpRequestException>(() => call().WaitAsync(Patience.Long));
            Assert.Equal(before + 1, under.Api.Arrivals.Count);
        }
    }

    private static (HttpMethod Method, string Path, string Body) Last(QueueUnderTest under) => (under.Api.Arrivals[^1].Method, under.Api.Arrivals[^1].Path, under.Api.Arrivals[^1].Body);
}
