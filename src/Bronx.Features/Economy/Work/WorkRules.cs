namespace Bronx.Features.Economy.Work;

/// <summary>The pause, the question and the wage of a shift.</summary>
internal static class WorkRules
{
    /// <summary>From the start of one shift to the start of the next.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>Later answers are paid like wrong ones.</summary>
    public static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(2);

    public const int Options = 4;

    private static readonly string[] Vegetables = ["🥕", "🍅", "🥒", "🌽"];

    /// <summary>The right answer in time brings the wage, anything else half of it.</summary>
    public static int Wage(Puzzle puzzle, int choice, TimeSpan taken) =>
        choice == puzzle.Right && taken <= AnswerTime ? puzzle.Wage : puzzle.Wage / 2;

    /// <summary>The same luck makes the same question: nothing but a number has to be stored.</summary>
    public static Puzzle Puzzle(Job job, long luck)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(luck);
        var dice = new Dice(luck);
        var wage = job.Low + dice.Take(job.High - job.Low + 1);
        return job.Duty switch
        {
            Duty.Lightest => Lightest(ref dice, wage),
            Duty.Change => Change(ref dice, wage),
            Duty.Count => Count(ref dice, wage),
            _ => Sequence(ref dice, wage),
        };
    }

    private static Puzzle Lightest(ref Dice dice, int wage)
    {
        var right = dice.Take(Options);
        var light = 2 + dice.Take(20);
        var weights = new int[Options];
        var step = 0;
        for (var i = 0; i < Options; i++)
        {
            weights[i] = i == right ? light : light + (step += 1 + dice.Take(9));
        }

        return new Puzzle("Four parcels, and the lightest goes first. Which one?", weights, right, wage);
    }

    private static Puzzle Change(ref Dice dice, int wage)
    {
        var price = 11 + dice.Take(79);
        return Around($"That makes {price}, and the customer hands you 100. How much goes back?", 100 - price, 10, ref dice, wage);
    }

    private static Puzzle Count(ref Dice dice, int wage)
    {
        var wanted = dice.Take(Vegetables.Length);
        var other = (wanted + 1 + dice.Take(Vegetables.Length - 1)) % Vegetables.Length;
        var row = new string[12];
        var count = 0;
        for (var i = 0; i < row.Length; i++)
        {
            // The first two are given, so that there is always one of each.
            var isWanted = i == 0 || (i > 1 && dice.Take(2) == 0);
            count += isWanted ? 1 : 0;
            row[i] = Vegetables[isWanted ? wanted : other];
        }

        return Around($"{string.Concat(row)}\nHow many {Vegetables[wanted]} are on the board?", count, 1, ref dice, wage);
    }

    private static Puzzle Sequence(ref Dice dice, int wage)
    {
        var (first, step) = (1 + dice.Take(20), 2 + dice.Take(8));
        return dice.Take(2) == 0
            ? Around($"{first}, {first + step}, {first + (2 * step)}, {first + (3 * step)} … what comes next?", first + (4 * step), step, ref dice, wage)
            : Around($"{first}, {first + step}, {first + (3 * step)}, {first + (6 * step)} … what comes next?", first + (10 * step), step, ref dice, wage);
    }

    /// <summary>Four neighbours a step apart, the right one anywhere among them and none below zero.</summary>
    private static Puzzle Around(string question, int answer, int step, ref Dice dice, int wage)
    {
        var right = Math.Min(dice.Take(Options), answer / step);
        return new Puzzle(question, [.. Enumerable.Range(0, Options).Select(i => answer + ((i - right) * step))], right, wage);
    }

    /// <summary>Takes small numbers from a large one.</summary>
    private struct Dice(long luck)
    {
        private long _rest = luck;

        public int Take(int below)
        {
            var taken = (int)(_rest % below);
            _rest /= below;
            return taken;
        }
    }
}
