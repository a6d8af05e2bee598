using System.Globalization;
using System.Text;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Plinko;

internal static class PlinkoTexts
{
    /// <summary>How far the ball has come in each frame.</summary>
    private static readonly int[] RowsShown = [2, 6, 10];

    public static string Odds =>
        $"{PlinkoRules.Rows} rows, left or right with even chance at each. The slots pay, from the left:\n"
        + string.Join("  ", PlinkoRules.Tenths.Select(Times));

    public static Reply Result(IReadOnlyList<bool> path, Play play)
    {
        var slot = PlinkoRules.Slot(path);
        return GamblingTexts.Result(
            $"Slot {slot + 1} pays {Times(PlinkoRules.Tenths[slot])}", Board(path, path.Count), play, $"{PlinkoRules.Rows} rows, {PlinkoRules.Tenths.Count} slots");
    }

    /// <summary>The ball on its way down.</summary>
    public static IReadOnlyList<Reply> Falling(IReadOnlyList<bool> path, Coins stake) =>
        [.. RowsShown.Select(rows => Reply.Of(Look.Card($"Plinko for {Say.Coins(stake)}", $"{Board(path, rows)}\nThe ball falls.")))];

    /// <summary>Pins, the ball's way past them so far, and the slots; no wider than a narrow phone.</summary>
    private static string Board(IReadOnlyList<bool> path, int fallen)
    {
        var board = new StringBuilder("```\n");
        var at = PlinkoRules.Rows;
        for (var row = 0; row < PlinkoRules.Rows; row++)
        {
            var line = new char[(2 * PlinkoRules.Rows) + 1];
            Array.Fill(line, ' ');
            for (var pin = 0; pin <= row; pin++)
            {
                line[PlinkoRules.Rows - row + (2 * pin)] = '·';
            }

            if (row < fallen)
            {
                at += path[row] ? 1 : -1;
                line[at] = row == fallen - 1 && fallen < path.Count ? '●' : '∙';
            }

            board.Append(new string(line).TrimEnd()).Append('\n');
        }

        for (var slot = 0; slot < PlinkoRules.Tenths.Count; slot++)
        {
            board.Append(fallen == path.Count && slot == PlinkoRules.Slot(path) ? '●' : '_').Append(slot < PlinkoRules.Tenths.Count - 1 ? " " : "");
        }

        return board.Append("\n```").ToString();
    }

    private static string Times(int tenths) => "×" + (tenths / 10m).ToString("0.#", CultureInfo.InvariantCulture);
}
