using Bronx.Features.Economy;
using Bronx.Features.Economy.Badges;
using Bronx.Features.Economy.Bank;
using Bronx.Features.Economy.Beg;
using Bronx.Features.Economy.Daily;
using Bronx.Features.Economy.Interest;
using Bronx.Features.Economy.Rob;
using Bronx.Features.Economy.Work;
using Bronx.Features.Gambling.Coinflip;
using Bronx.Features.Terms;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Tests.Economy;

/// <summary>The guide's table of numbers says what the code does.</summary>
public sealed class GuideTests
{
    [Fact]
    public void Guide_NamesEveryNumberAsTheCodeHasIt()
    {
        var guide = File.ReadAllText(Path.Combine(Root(), "docs", "guide", "economy.md"));

        string[] rows =
        [
            $"| welcome bonus | {Say.Coins(TermsSigning.Bonus)} once per person",
            $"| `daily`, first day | {Say.Number(DailyRules.Base)} coins and 0–{Say.Number(DailyRules.MostLuck)} by luck",
            $"| `daily`, each further day in a row | {DailyRules.PerDay} coins more",
            $"| `daily`, full streak | from day {DailyRules.FullStreak}: {Say.Number(DailyRules.Reward(DailyRules.FullStreak, 0))} coins and 0–{Say.Number(DailyRules.MostLuck)} by luck",
            $"| `work`, when | one shift every {WorkRules.Pause.TotalMinutes} minutes",
            $"right within {WorkRules.AnswerTime.TotalMinutes} minutes",
            .. Job.Ladder.Select(job => $"{job.Name} {job.Low}–{job.High}"),
            $"| `beg` | {BegRules.Least}–{BegRules.Most} coins every {BegRules.Pause.TotalMinutes} minutes; 1 passer-by in {BegRules.NothingOneOf} gives nothing",
            $"| bank, limit | {Say.Number(BankRules.Limits[0])}, then {string.Join(", ", BankRules.Limits.Skip(1).Select(Say.Number))} |",
            $"0.{InterestRules.BaseRate / 10} % of the bank and 0.0{InterestRules.RatePerLevel} % more per level",
            $"| {InterestRules.BaseMost} coins and {InterestRules.MostPerLevel} more per level",
            $"| {Say.Number(InterestRules.PriceUnit)} × n², up to level {InterestRules.TopLevel} |",
            $"| `rob`, chance | {RobRules.SuccessChance} % |",
            $"| {RobRules.LeastLoot}–{RobRules.MostLoot} % of the victim's wallet, at most {Say.Number(RobRules.LootCap)} coins",
            $"| {RobRules.Fine} % of the victim's wallet, at most {Say.Number(RobRules.FineCap)} coins",
            $"the robber {RobRules.Pause.TotalMinutes} minutes; the victim is left alone for {RobRules.Shield.TotalHours} hours",
            $"nobody with less than {RobRules.PoorestVictim} coins at hand",
            $"robbing begins {RobRules.Wait.TotalHours} hours later",
            $"less {100 / CoinflipRules.HouseKeepsOneOf} % for the house",
            $"| `coinflip`, stakes | {Say.Number(CoinflipRules.SmallestStake)} to {Say.Number(CoinflipRules.LargestStake)} coins",
            $"| most coins an account holds | {Say.Number(Coins.CeilingValue)} ",
        ];
        Assert.All(rows, row => Assert.Contains(row, guide, StringComparison.Ordinal));
    }

    [Fact]
    public void Guide_NamesEveryBadgeOptionAndRefusedSpelling()
    {
        var guide = File.ReadAllText(Path.Combine(Root(), "docs", "guide", "economy.md"));
        Assert.All(BadgeRules.All, badge => Assert.Contains($"{badge.Sign} {badge.Name}", guide, StringComparison.Ordinal));
        Assert.Contains($"a gift of {Say.Number(BadgeRules.GiftFrom)} coins or more", guide, StringComparison.Ordinal);
        Assert.Contains($"`{EconomyOptions.Rob.Key}`", guide, StringComparison.Ordinal);

        var refused = guide.Split("refused with an example:")[1].Split('.')[0].Split('`').Where((_, place) => place % 2 == 1).ToList();
        Assert.True(refused.Count > 5);
        Assert.All(refused, spelling => Assert.False(AmountExpression.Parse(spelling).Ok, spelling));
    }

    internal static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BronxBot.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds BronxBot.slnx.");
    }
}
