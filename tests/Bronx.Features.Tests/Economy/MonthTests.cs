using Bronx.Features.Economy;
using Bronx.Features.Economy.Bank;
using Bronx.Features.Economy.Beg;
using Bronx.Features.Economy.Daily;
using Bronx.Features.Economy.Interest;
using Bronx.Features.Economy.Work;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Tests.Economy;

/// <summary>
/// Typical players over months, with the rules as they are: what one person can bring into the world a day has a limit that does not
/// grow with what they have. Robbing, gifts and wagers are left out: they move coins or destroy them, and make none on average.
/// </summary>
public sealed class MonthTests
{
    private const int Seed = 20_260_302;
    private const int People = 200;

    private static readonly Habit[] Habits =
    [
        new("casual: every other day, one shift", EveryDays: 2, Shifts: 1, Begs: 0, RightOf100: 80, Buys: false),
        new("regular: daily, 4 shifts, 3 begs", EveryDays: 1, Shifts: 4, Begs: 3, RightOf100: 90, Buys: true),
        new("keen: daily, 10 shifts, 20 begs", EveryDays: 1, Shifts: 10, Begs: 20, RightOf100: 95, Buys: true),
        new("never asleep: 24 shifts, 144 begs", EveryDays: 1, Shifts: 24, Begs: 144, RightOf100: 100, Buys: true),
    ];

    /// <summary>The most one person can bring into the world on one day, by every command there is.</summary>
    private static readonly long MostPerDay = DailyRules.Reward(DailyRules.FullStreak, DailyRules.MostLuck)
        + (24L * Job.Ladder[^1].High) + (144L * BegRules.Most) + InterestRules.Most(InterestRules.TopLevel).Value;

    [Fact]
    public void Month_LeavesWhatTheGuideSays()
    {
        var guide = File.ReadAllText(Path.Combine(GuideTests.Root(), "docs", "guide", "economy.md"));
        var rows = Habits.Select(habit =>
        {
            var end = Live(habit, days: 30, People);
            return $"| {habit.Name} | {Say.Number(end.Made)} | {Say.Number(end.Spent)} | {Say.Number(end.Made - end.Spent)} |";
        }).ToList();
        Assert.True(rows.TrueForAll(row => guide.Contains(row, StringComparison.Ordinal)), "The guide's table should read:\n" + string.Join('\n', rows));
        Assert.Contains($"than {Say.Number(MostPerDay)} coins into the world in a day", guide, StringComparison.Ordinal);
    }

    [Fact]
    public void Coins_GrowByADailyAmountAndNotByThemselves()
    {
        foreach (var habit in Habits)
        {
            var months = new[] { 360, 720, 1_080 }.Select(days => Live(habit, days, people: 10).Made).ToList();
            Assert.InRange(months[2], 0, MostPerDay * 1_080);

            // Once the best job is reached the third year makes no more than the second, but for what bought interest adds.
            var (second, third) = (months[1] - months[0], months[2] - months[1]);
            Assert.InRange(third, 0, second + (360 * InterestRules.Most(InterestRules.TopLevel).Value));
        }
    }

    [Fact]
    public void MostPerDay_DoesNotDependOnWhatSomebodyHas() => Assert.Equal(
        InterestRules.Most(InterestRules.TopLevel), InterestRules.Of(Coins.Ceiling, InterestRules.TopLevel));

    private static (long Made, long Spent) Live(Habit habit, int days, int people)
    {
        var random = new Random(Seed);
        var chance = new Chance(random.Next);
        var (made, spent) = (0L, 0L);
        for (var person = 0; person < people; person++)
        {
            var life = new Life();
            for (var day = 0; day < days; day += habit.EveryDays)
            {
                life.Spend(habit, day, chance);
            }

            made += life.Made;
            spent += life.Spent;
        }

        return (made / people, spent / people);
    }

    private sealed record Habit(string Name, int EveryDays, int Shifts, int Begs, int RightOf100, bool Buys);

    private sealed class Life
    {
        private static readonly DateOnly Start = new(2026, 3, 2);

        private long _wallet = 1_000;
        private long _bank;
        private long _shifts;
        private int _bankLevel;
        private int _interestLevel;
        private DailyStreak? _streak;

        public long Made { get; private set; } = 1_000;

        public long Spent { get; private set; }

        public void Spend(Habit habit, int day, Chance chance)
        {
            var today = Start.AddDays(day);
            _streak = new DailyStreak(today, DailyRules.StreakOn(today, _streak));
            Earn(DailyRules.Reward(_streak.Length, chance.Between(0, DailyRules.MostLuck)));
            for (var shift = 0; shift < habit.Shifts; shift++)
            {
                var luck = ((long)chance.Between(0, int.MaxValue - 1) << 31) | (uint)chance.Between(0, int.MaxValue - 1);
                var puzzle = WorkRules.Puzzle(Job.Of(++_shifts), luck);
                var choice = chance.Between(1, 100) <= habit.RightOf100 ? puzzle.Right : -1;
                Earn(WorkRules.Wage(puzzle, choice, TimeSpan.Zero));
            }

            for (var beg = 0; beg < habit.Begs; beg++)
            {
                Earn(chance.Between(1, BegRules.NothingOneOf) == BegRules.NothingOneOf ? 0 : chance.Between(BegRules.Least, BegRules.Most));
            }

            Earn(InterestRules.Of(new Coins(_bank), _interestLevel).Value);
            if (habit.Buys)
            {
                _bankLevel += Buy(BankRules.Price(_bankLevel));
                _interestLevel += Buy(InterestRules.Price(_interestLevel));
            }

            var deposit = Math.Min(_wallet, BankRules.Room(_bankLevel, new Coins(_bank)).Value);
            (_wallet, _bank) = (_wallet - deposit, _bank + deposit);
        }

        private void Earn(long coins) => (_wallet, Made) = (_wallet + coins, Made + coins);

        /// <summary>Whoever buys takes the coins out of the bank first.</summary>
        private int Buy(Coins? price)
        {
            if (price is not { } cost || cost.Value > _wallet + _bank)
            {
                return 0;
            }

            (_wallet, _bank) = (_wallet + _bank - cost.Value, 0);
            Spent += cost.Value;
            return 1;
        }
    }
}
