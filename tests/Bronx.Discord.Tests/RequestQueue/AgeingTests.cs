using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Discord.RequestQueue;
using Bronx.Discord.Rest;
using Bronx.Testing;

namespace Bronx.Discord.Tests.RequestQueue;

/// <summary>Deletions are counted apart by the message's age, and a message ages while its deletion waits.</summary>
public sealed class AgeingTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task ADeletionJustBeforeAnAgeLimit_WaitsUntilItIsCertainlyBeyond()
    {
        await using var under = new QueueUnderTest();
        CountByAge(under, TimeSpan.Zero);
        var deletion = under.Rest.DeleteAsync(new(7), new(under.Aged(1, TimeSpan.FromSeconds(9.5))), RequestOptions.Default, default);
        await under.AdvanceUntilAsync(deletion, Step, TimeSpan.FromSeconds(3));
        Assert.InRange(AgeOf(under.Api.Arrivals.Single(), TimeSpan.Zero), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10.5));
    }

    [Fact]
    public async Task DeletionsThatStraddleAnAgeLimit_ArriveInOrderInEachBucket()
    {
        await using var under = new QueueUnderTest();
        CountByAge(under, TimeSpan.Zero);
        // The oldest first, as a purge goes; some are beyond the limit, some cross it while they wait.
        var messages = Enumerable.Range(0, 40).Select(n => under.Aged((ulong)n, TimeSpan.FromSeconds(11 - (n * 0.1)))).ToArray();
        var all = Task.WhenAll(messages.Select(id => under.Rest.DeleteAsync(new(7), new(id), RequestOptions.Default, default)));
        await under.AdvanceUntilAsync(all, Step, TimeSpan.FromSeconds(60));
        Assert.Equal(0, under.Api.TooMany);
        foreach (var bucket in under.Api.Arrivals.GroupBy(arrival => AgeOf(arrival, TimeSpan.Zero) < TimeSpan.FromSeconds(10)))
        {
            var turns = bucket.Select(arrival => Array.IndexOf(messages, IdOf(arrival))).ToArray();
            Assert.Equal(turns.Order(), turns);
        }
    }

    [Fact]
    public async Task AClockThatIsMinutesWrong_IsSeenThroughByTheAnswers()
    {
        // Discord's clock runs three minutes ahead of ours.
        var ahead = TimeSpan.FromMinutes(3);
        await using var under = new QueueUnderTest();
        CountByAge(under, ahead);
        await under.Rest.DeleteAsync(new(7), new(under.Aged(1, -ahead)), RequestOptions.Default, default).WaitAsync(Patience.Long);
        under.Clock.Advance(TimeSpan.FromSeconds(2));
        // Made 9.5 s ago over there: by our clock it would not even exist yet.
        var deletion = under.Rest.DeleteAsync(new(7), new(under.Aged(2, TimeSpan.FromSeconds(9.5) - ahead)), RequestOptions.Default, default);
        await under.SettleAsync();
        Assert.False(deletion.IsCompleted);
        await under.AdvanceUntilAsync(deletion, Step, TimeSpan.FromSeconds(3));
        Assert.True(AgeOf(under.Api.Arrivals[^1], ahead) >= TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task EditsOfMessagesOlderThanAnHour_AreCountedApart()
    {
        await using var under = new QueueUnderTest();
        under.Api.Rule = request => under.Clock.GetUtcNow() - new MessageId(ulong.Parse(request.RequestUri!.Segments[^1], CultureInfo.InvariantCulture)).CreatedAt() < TimeSpan.FromHours(1)
            ? (5, TimeSpan.FromSeconds(5), "young", "young")
            : (1, TimeSpan.FromSeconds(30), "old", "old");
        var old = Task.WhenAll(EditAsync(1, TimeSpan.FromHours(2)), EditAsync(2, TimeSpan.FromHours(2)));
        await under.SettleAsync();
        var young = Task.WhenAll(EditAsync(3, TimeSpan.FromMinutes(1)), EditAsync(4, TimeSpan.FromMinutes(1)));
        await under.SettleAsync();
        await young.WaitAsync(Patience.Long);
        Assert.False(old.IsCompleted);
        await under.AdvanceUntilAsync(old, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(40));
        Assert.Equal(0, under.Api.TooMany);

        Task EditAsync(ulong n, TimeSpan age) => under.Rest.EditAsync(new(7), new(under.Aged(n, age)), QueueUnderTest.Text("x"), RequestOptions.Default, default);
    }

    [Theory]
    [InlineData(8.9, null)]
    [InlineData(9.25, 1.0)]
    [InlineData(10.0, null)]
    [InlineData(1_209_599.5, 0.75)]
    [InlineData(1_209_600, null)]
    public void DoubtIsASecondBeforeEachLimit(double age, double? wait)
    {
        var born = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        var id = new MessageId((ulong)(born.ToUnixTimeMilliseconds() - Snowflake.EpochMilliseconds) << 22);
        Assert.Equal(wait, Routes.Delete(new(7), id).WaitAt(born.AddSeconds(age))?.TotalSeconds);
    }

    private static void CountByAge(QueueUnderTest under, TimeSpan ahead)
    {
        under.Api.Ahead = ahead;
        under.Api.Rule = request => under.Clock.GetUtcNow() + ahead - new MessageId(ulong.Parse(request.RequestUri!.Segments[^1], CultureInfo.InvariantCulture)).CreatedAt() < TimeSpan.FromSeconds(10)
            ? (5, TimeSpan.FromSeconds(1), "young", "young")
            : (3, TimeSpan.FromSeconds(0.33), "old", "old");
    }

    private static TimeSpan AgeOf(Arrival arrival, TimeSpan ahead) => arrival.At + ahead - new MessageId(IdOf(arrival)).CreatedAt();

    private static ulong IdOf(Arrival arrival) => ulong.Parse(arrival.Path.Split('/')[^1], CultureInfo.InvariantCulture);
}
