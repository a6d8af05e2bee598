using Bronx.Features.Economy.Daily;
using FsCheck.Fluent;

namespace Bronx.Features.Tests.Economy.Daily;

public sealed class DailyRulesTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void Reward_StaysInThePublishedBand()
    {
        var streaks = Gen.Choose(1, 5_000).ToArbitrary();
        var luck = Gen.Choose(0, DailyRules.MostLuck).ToArbitrary();
        FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(streaks, luck, (days, extra) => DailyRules.Reward(days, extra) is >= 1_000 and <= 5_000));
    }

    [Fact]
    public void Reward_NeverShrinksAsTheStreakGrows()
    {
        for (var day = 1; day < 30; day++)
        {
            Assert.True(DailyRules.Reward(day, 0) <= DailyRules.Reward(day + 1, 0));
        }

        Assert.Equal(1_000, DailyRules.Reward(1, 0));
        Assert.Equal(5_000, DailyRules.Reward(DailyRules.FullStreak, DailyRules.MostLuck));
        Assert.Equal(DailyRules.Reward(DailyRules.FullStreak, 0), DailyRules.Reward(DailyRules.FullStreak + 1, 0));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, -1)]
    [InlineData(1, 1_001)]
    public void Reward_RefusesWhatCannotBe(int streak, int luck) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DailyRules.Reward(streak, luck));

    [Fact]
    public void Streak_GrowsDayByDayAndStartsOverAfterAGap()
    {
        Assert.Equal(1, DailyRules.StreakOn(Monday, null));
        Assert.Equal(5, DailyRules.StreakOn(Monday, new DailyStreak(Monday.AddDays(-1), 4)));
        Assert.Equal(1, DailyRules.StreakOn(Monday, new DailyStreak(Monday.AddDays(-2), 4)));
    }

    [Fact]
    public void Streak_CountsADayOnce() => Assert.Equal(4, DailyRules.StreakOn(Monday, new DailyStreak(Monday, 4)));

    [Fact]
    public void Next_IsMidnightInUtc() =>
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero), DailyRules.NextAfter(Monday));
}
