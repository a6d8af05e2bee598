using Bronx.Discord.RequestQueue;

namespace Bronx.Discord.Tests.RequestQueue;

/// <summary>The global limit where the way to Discord and our own timers are not even.</summary>
public sealed class GlobalPaceTests
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Theory]
    [InlineData(0, 0, 0, 49)]
    [InlineData(3, 10, 0, 48)]
    [InlineData(150, 0, 0, 47.5)]
    [InlineData(30, 60, 0, 46)]
    [InlineData(3, 10, 200, 47.5)]
    public void NoSecondAtDiscordSeesMoreThanFifty_HoweverLateTimersHoweverUnevenTheWayAndHoweverColdTheStart(int lateness, int jitter, int cold, double least)
    {
        var chance = new Random(lateness + jitter);
        var pace = new GlobalPace(50);
        var trips = new RoundTrips();
        var template = Bronx.Discord.Rest.Routes.CurrentUser().Template;
        List<TimeSpan> counted = [];
        PriorityQueue<(long Number, TimeSpan Sent), TimeSpan> answers = new();
        var now = TimeSpan.Zero;
        while (counted.Count < 3_000)
        {
            while (answers.TryPeek(out var answer, out var at) && at <= now)
            {
                answers.Dequeue();
                pace.Answered(answer.Number, trips.Note(template, at - answer.Sent, at), now);
            }

            if (pace.NextAt(now) > now)
            {
                // A timer wakes late; an answer may come before.
                var due = pace.NextAt(now) + (chance.Next(lateness + 1) * Millisecond);
                now = answers.TryPeek(out _, out var next) && next < due && next > now ? next : due;
                continue;
            }

            // The first have to wait until they are connected.
            var there = now + ((20 + chance.Next(jitter + 1) + (counted.Count < 40 ? cold : 0)) * Millisecond);
            counted.Add(there);
            answers.Enqueue((pace.Take(now), now), there + (20 * Millisecond));
        }

        counted.Sort();
        for (var i = 50; i < counted.Count; i++)
        {
            Assert.True(counted[i] - counted[i - 50] >= TimeSpan.FromSeconds(1), $"51 within {counted[i] - counted[i - 50]}");
        }

        Assert.InRange(counted.Count / (counted[^1] - counted[0]).TotalSeconds, least, 51);
    }

    [Fact]
    public void ARequestThatIsLongUnderWay_HoldsTheNextWindowBackUntilItIsAnswered()
    {
        var pace = new GlobalPace(2);
        var slow = pace.Take(TimeSpan.Zero);
        pace.Take(TimeSpan.Zero);
        Assert.True(pace.NextAt(TimeSpan.FromSeconds(1.1)) > TimeSpan.FromSeconds(2));
        pace.Answered(slow, 50 * Millisecond, TimeSpan.FromSeconds(1.2));
        Assert.Equal(TimeSpan.FromMilliseconds(1150 + 1005), pace.NextAt(TimeSpan.FromSeconds(1.2)));
    }

    [Fact]
    public void AnIdleBotMaySendHalfOfItAtOnce()
    {
        var pace = new GlobalPace(50);
        for (var i = 0; i < 25; i++)
        {
            Assert.True(pace.NextAt(TimeSpan.FromHours(1)) <= TimeSpan.FromHours(1));
            pace.Take(TimeSpan.FromHours(1));
        }

        Assert.True(pace.NextAt(TimeSpan.FromHours(1)) > TimeSpan.FromHours(1));
    }
}
