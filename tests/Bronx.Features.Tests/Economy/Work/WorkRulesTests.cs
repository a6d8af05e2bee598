using Bronx.Features.Economy.Work;
using FsCheck;
using FsCheck.Fluent;

namespace Bronx.Features.Tests.Economy.Work;

public sealed class WorkRulesTests
{
    private static readonly Arbitrary<(Job Job, long Luck)> Shifts =
        (from job in Gen.Elements(Job.Ladder.ToArray())
         from high in Gen.Choose(0, int.MaxValue)
         from low in Gen.Choose(0, int.MaxValue)
         select (job, ((long)high << 31) | (uint)low)).ToArbitrary();

    [Fact]
    public void Puzzle_HasFourDifferentAnswersAndAWageOfItsJob() => FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(Shifts, shift =>
    {
        var puzzle = WorkRules.Puzzle(shift.Job, shift.Luck);
        return puzzle.Options.Distinct().Count() == WorkRules.Options
            && puzzle.Options.All(option => option >= 0)
            && puzzle.Right is >= 0 and < WorkRules.Options
            && puzzle.Wage >= shift.Job.Low && puzzle.Wage <= shift.Job.High;
    }));

    [Fact]
    public void Puzzle_IsTheSameForTheSameLuck() => FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(Shifts, shift =>
    {
        var (one, other) = (WorkRules.Puzzle(shift.Job, shift.Luck), WorkRules.Puzzle(shift.Job, shift.Luck));
        return one.Question == other.Question && one.Options.SequenceEqual(other.Options) && one.Right == other.Right && one.Wage == other.Wage;
    }));

    [Fact]
    public void Lightest_IsTheLightest() => FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(Shifts, shift =>
    {
        var puzzle = WorkRules.Puzzle(Job.Ladder[0], shift.Luck);
        return puzzle.Options.Min() == puzzle.Options[puzzle.Right];
    }));

    [Fact]
    public void Count_IsHowManyThereAre() => FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(Shifts, shift =>
    {
        var puzzle = WorkRules.Puzzle(Job.Of(30), shift.Luck);
        var asked = puzzle.Question.Split("How many ")[1].Split(' ')[0];
        return puzzle.Question.Split('\n')[0].Split(asked).Length - 1 == puzzle.Options[puzzle.Right];
    }));

    [Fact]
    public void Wage_IsWholeOnlyForTheRightAnswerInTime()
    {
        var puzzle = new Puzzle("?", [1, 2, 3, 4], 2, 201);
        Assert.Equal(201, WorkRules.Wage(puzzle, 2, WorkRules.AnswerTime));
        Assert.Equal(100, WorkRules.Wage(puzzle, 1, TimeSpan.Zero));
        Assert.Equal(100, WorkRules.Wage(puzzle, 2, WorkRules.AnswerTime + TimeSpan.FromSeconds(1)));
        Assert.Equal(100, WorkRules.Wage(puzzle, 77, TimeSpan.Zero));
    }

    [Theory]
    [InlineData(0, "Courier")]
    [InlineData(9, "Courier")]
    [InlineData(10, "Cashier")]
    [InlineData(149, "Gardener")]
    [InlineData(9_999, "Clockmaker")]
    public void Job_FollowsFromTheNumberOfShifts(long shift, string job) => Assert.Equal(job, Job.Of(shift).Name);

    [Fact]
    public void Ladder_PaysMoreOnEachRung()
    {
        for (var rung = 1; rung < Job.Ladder.Count; rung++)
        {
            Assert.True(Job.Ladder[rung].Low > Job.Ladder[rung - 1].Low && Job.Ladder[rung].High > Job.Ladder[rung - 1].High);
            Assert.Equal(Job.Ladder[rung], Job.Ladder[rung - 1].Next);
        }
    }
}
