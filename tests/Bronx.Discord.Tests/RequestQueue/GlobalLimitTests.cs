using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Testing;

namespace Bronx.Discord.Tests.RequestQueue;

/// <summary>The limit over all routes: 50 per second, held before the fact.</summary>
public sealed class GlobalLimitTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task OneMessageToEachOf150Channels_MeetsNo429()
    {
        await using var under = new QueueUnderTest();
        var sent = Task.WhenAll(Enumerable.Range(1, 150).Select(channel => under.SendAsync((ulong)channel, "hello")));
        await under.AdvanceUntilAsync(sent, Step, TimeSpan.FromSeconds(10));
        Assert.Equal(0, under.Api.TooMany);
        var took = under.Api.Arrivals[^1].At - under.Api.Arrivals[0].At;
        Assert.InRange(took, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3.2));
    }

    [Fact]
    public async Task NoSecondSeesMoreThanFiftyAndAlmostFiftyAreUsed()
    {
        await using var under = new QueueUnderTest();
        under.Api.Rule = _ => null;
        var sent = Task.WhenAll(Enumerable.Range(1, 300).Select(channel => under.SendAsync((ulong)channel, "hello")));
        await under.AdvanceUntilAsync(sent, Step, TimeSpan.FromSeconds(15));
        var at = under.Api.Arrivals.Select(arrival => arrival.At).Order().ToArray();
        Assert.All(at, begin => Assert.InRange(at.Count(other => other >= begin && other < begin.AddSeconds(1)), 0, 50));
        var perSecond = (at.Length - 1) / (at[^1] - at[0]).TotalSeconds;
        Assert.InRange(perSecond, 47.5, 52.5);
        // Spread, not in bursts: after the first moment no half second stands still.
        var later = at.Where(instant => instant > at[0].AddSeconds(2)).ToArray();
        Assert.All(later.Zip(later.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, TimeSpan.Zero, TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public async Task AnswersToInteractionsDoNotCountAgainstIt()
    {
        await using var under = new QueueUnderTest();
        under.Api.Rule = _ => null;
        var busy = Task.WhenAll(Enumerable.Range(1, 300).Select(channel => under.SendAsync((ulong)channel, "hello")));
        await under.SettleAsync();
        Assert.False(busy.IsCompleted);
        for (var n = 1; n <= 100; n++)
        {
            await under.Rest.RespondAsync(new InteractionId((ulong)n), $"t{n}", new Discord.Interactions.InteractionReply.DeferSend(false), default).WaitAsync(Patience.Long);
            await under.Rest.EditOriginalAsync(new AppId(43), $"t{n}", QueueUnderTest.Text("done"), RequestOptions.Default, default).WaitAsync(Patience.Long);
        }

        Assert.False(busy.IsCompleted);
        await under.AdvanceUntilAsync(busy, Step, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task AGlobal429StopsEverythingForAsLongAsItSays()
    {
        await using var under = new QueueUnderTest();
        var first = true;
        under.Api.Answer = _ =>
        {
            var limited = first ? LimitedApi.Limited("""{"message":"slow","retry_after":3.5,"global":true}""", "global", 4) : null;
            first = false;
            return Task.FromResult(limited);
        };
        var sent = Task.WhenAll(under.SendAsync(1, "a"), under.SendAsync(2, "b"));
        await under.SettleAsync();
        Assert.Single(under.Api.Arrivals);
        Assert.Equal(TimeSpan.FromSeconds(3.5), (await under.SnapshotAsync()).GlobalWait);
        under.Clock.Advance(TimeSpan.FromSeconds(3.4));
        await under.SettleAsync();
        Assert.Single(under.Api.Arrivals);
        await under.AdvanceUntilAsync(sent, Step, TimeSpan.FromSeconds(1));
    }
}
