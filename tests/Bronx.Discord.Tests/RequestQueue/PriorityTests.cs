using Bronx.Discord.Rest;

namespace Bronx.Discord.Tests.RequestQueue;

/// <summary>A person who waits goes before edits, edits before the rest, and nobody starves.</summary>
public sealed class PriorityTests
{
    [Fact]
    public async Task InOneChannel_APersonOvertakesTheBackground()
    {
        await using var under = new QueueUnderTest();
        var log = Enumerable.Range(0, 20).Select(n => under.SendAsync(7, $"log {n}", RequestPriority.Background)).ToArray();
        await under.SettleAsync();
        var answer = under.SendAsync(7, "answer");
        await under.AdvanceUntilAsync(answer, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(6));
        Assert.InRange(under.Api.Arrivals.Count, 6, 10);
        await under.AdvanceUntilAsync(Task.WhenAll(log), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        Assert.Equal(
            Enumerable.Range(0, 20).Select(n => $"log {n}"),
            under.Api.Arrivals.Select(BucketTests.Content).Where(content => content.StartsWith("log", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task OverAllChannels_APersonOvertakesTheBackground()
    {
        await using var under = new QueueUnderTest();
        under.Api.Rule = _ => null;
        var log = Enumerable.Range(1, 400).Select(channel => under.SendAsync((ulong)channel, "log", RequestPriority.Background)).ToArray();
        await under.SettleAsync();
        var answer = under.SendAsync(1000, "answer");
        await under.AdvanceUntilAsync(answer, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(1));
        Assert.Contains(log, task => !task.IsCompleted);
        await under.AdvanceUntilAsync(Task.WhenAll(log), TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task TheBackgroundIsServedThoughPeopleNeverStop()
    {
        await using var under = new QueueUnderTest();
        under.Api.Rule = _ => null;
        var people = Enumerable.Range(1, 300).Select(channel => under.SendAsync((ulong)channel, "answer")).ToArray();
        var log = under.SendAsync(1000, "log", RequestPriority.Background);
        await under.AdvanceUntilAsync(log, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(3));
        Assert.Contains(people, task => !task.IsCompleted);
        await under.AdvanceUntilAsync(Task.WhenAll(people), TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(20));
    }
}
