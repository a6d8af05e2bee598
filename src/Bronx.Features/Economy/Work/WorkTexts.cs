using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Work;

internal static class WorkTexts
{
    public static Reply Question(UserId person, Shift shift, bool isOpenAlready)
    {
        var puzzle = WorkRules.Puzzle(shift.Job, shift.Luck);
        var still = isOpenAlready ? "You are still at work.\n\n" : "";
        var text = $"{still}{puzzle.Question}\n\n**{Say.Coins(new Coins(puzzle.Wage))}** for the right answer until {Say.When(shift.Started + WorkRules.AnswerTime, WhenStyle.Time)}, half of it otherwise.";
        return Reply.Of(Look.Card($"{shift.Job.Name}, shift {Say.Number(shift.Number)}", text))
            .With(Component.Row([.. puzzle.Options.Select((option, index) => Component.Button(
                ButtonStyle.Primary, option.ToString(CultureInfo.InvariantCulture), AnswerWorkButton.Id(person, shift, index)))]));
    }

    public static Reply Paid(Shift shift, Puzzle puzzle, PostedTransfer paid)
    {
        var isWhole = paid.Transfer.Amount.Value == puzzle.Wage;
        var judged = isWhole ? "Well done." : $"Not quite, or too late: it was {puzzle.Options[puzzle.Right]}.";
        var promotion = shift.Job.Next is { } next && next.FromShift == shift.Number + 1 ? $"\n\nPromoted! Your next shift is as **{next.Name}**." : "";
        return Reply.Of(Look.Card(
            $"{shift.Job.Name}, shift {Say.Number(shift.Number)}",
            $"{judged} **{Say.Coins(paid.Transfer.Amount)}** for you. {EconomyTexts.InWallet(paid.ToBalance)}\n\nThe next shift begins at {Say.When(shift.Started + WorkRules.Pause, WhenStyle.Time)}.{promotion}",
            isWhole ? Look.Good : Look.Accent));
    }

    public static Reply Resting(Shift shift) =>
        Reply.Of(Look.Refusal($"You have earned a rest. Your next shift begins at {Say.When(shift.Started + WorkRules.Pause, WhenStyle.Time)}."));

    public static Reply Over(string work) => Reply.Of(Look.Refusal($"That shift is over. `{work}` begins the next one."));

    /// <param name="shifts">How many shifts were begun so far.</param>
    public static Reply Jobs(long shifts)
    {
        var current = Job.Of(shifts + 1);
        var lines = Job.Ladder.Select(job =>
            $"{(job == current ? "**" : "")}{job.Name}{(job == current ? "** (you)" : "")}: {job.Low}–{job.High} coins, {(job.FromShift == 1 ? "from the start" : $"from shift {job.FromShift}")}");
        return Reply.Of(Look.Card("Jobs", $"{string.Join('\n', lines)}\n\nYou have worked {Say.Count(shifts, "shift", "shifts")}. Promotions come by themselves."));
    }
}
