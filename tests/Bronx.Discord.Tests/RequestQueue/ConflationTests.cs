using System.Net;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;

namespace Bronx.Discord.Tests.RequestQueue;

/// <summary>Animations shed frames instead of queueing them.</summary>
public sealed class ConflationTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task FramesThatWaitAreReplacedAndTheLastOneArrivesLast()
    {
        await using var under = new QueueUnderTest();
        // The first frame is on the wire until all others wait.
        var hangs = new TaskCompletionSource<HttpResponseMessage?>(TaskCreationOptions.RunContinuationsAsynchronously);
        under.Api.Answer = _ => hangs.Task;
        var frames = Task.WhenAll(Enumerable.Range(0, 200).Select(n => under.EditAsync(1, $"frame {n}")));
        await under.SnapshotAsync();
        hangs.SetResult(null);
        await under.AdvanceUntilAsync(frames, Step, TimeSpan.FromSeconds(10));
        Assert.InRange(under.Api.Arrivals.Count, 1, 2);
        Assert.Equal("frame 199", BucketTests.Content(under.Api.Arrivals[^1]));
        Assert.InRange((await under.SnapshotAsync()).Routes.Sum(route => route.Conflated), 198, 199);
    }

    [Fact]
    public async Task OneMessagesFramesDoNotReplaceAnothers()
    {
        await using var under = new QueueUnderTest();
        var frames = Task.WhenAll(Enumerable.Range(1, 5).Select(message => under.EditAsync((ulong)message, $"of {message}")));
        await under.AdvanceUntilAsync(frames, Step, TimeSpan.FromSeconds(10));
        Assert.Equal(5, under.Api.Arrivals.Count);
    }

    [Fact]
    public async Task WhatOnlyAnEarlierFrameSetIsKept()
    {
        await using var under = new QueueUnderTest();
        var hangs = new TaskCompletionSource<HttpResponseMessage?>(TaskCreationOptions.RunContinuationsAsynchronously);
        under.Api.Answer = _ => hangs.Task;
        var first = under.EditAsync(1, "first");
        var message = new MessageId(under.Young(1));
        var second = under.Rest.EditAsync(new(7), message, new MessageDraft { Content = "second" }, RequestOptions.Default, default);
        var third = under.Rest.EditAsync(new(7), message, new MessageDraft { Components = [] }, RequestOptions.Default, default);
        await under.SnapshotAsync();
        under.Api.Answer = null;
        hangs.SetResult(null);
        await under.AdvanceUntilAsync(Task.WhenAll(first, second, third), Step, TimeSpan.FromSeconds(5));
        Assert.Equal("second", BucketTests.Content(under.Api.Arrivals[^1]));
        Assert.Contains("\"components\":[]", under.Api.Arrivals[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFrameThatFailsWhileANewerWaitsIsNotSentAgain()
    {
        await using var under = new QueueUnderTest();
        var hangs = new TaskCompletionSource<HttpResponseMessage?>(TaskCreationOptions.RunContinuationsAsynchronously);
        under.Api.Answer = _ => hangs.Task;
        var first = under.EditAsync(1, "first");
        while (under.Api.Arrivals.Count == 0)
        {
            await under.SnapshotAsync();
        }

        var last = under.EditAsync(1, "last");
        await under.SnapshotAsync();
        under.Api.Answer = null;
        hangs.SetResult(new HttpResponseMessage(HttpStatusCode.BadGateway));
        await under.AdvanceUntilAsync(Task.WhenAll(first, last), Step, TimeSpan.FromSeconds(5));
        Assert.Equal(["first", "last"], under.Api.Arrivals.Select(BucketTests.Content));
    }

    [Fact]
    public async Task ACallerWhoGivesUpDoesNotTakeTheOthersFrameAway()
    {
        await using var under = new QueueUnderTest();
        using var giveUp = new CancellationTokenSource();
        var hangs = new TaskCompletionSource<HttpResponseMessage?>(TaskCreationOptions.RunContinuationsAsynchronously);
        under.Api.Answer = _ => hangs.Task;
        var first = under.EditAsync(1, "first");
        var given = under.EditAsync(1, "second", ct: giveUp.Token);
        var kept = under.EditAsync(1, "third");
        await under.SnapshotAsync();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        under.Api.Answer = null;
        hangs.SetResult(null);
        await under.AdvanceUntilAsync(Task.WhenAll(first, kept), Step, TimeSpan.FromSeconds(5));
        Assert.Equal("third", BucketTests.Content(under.Api.Arrivals[^1]));
    }
}
