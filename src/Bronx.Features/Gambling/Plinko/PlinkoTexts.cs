using System.Globalization;
using Bronx.Platform.Commands;

namespace Bronx.Features.Gambling.Plinko;

internal static class PlinkoTexts
{
    public static string Odds =>
        $"{PlinkoRules.Rows} rows, left or right with even chance at each. The slots pay, from the left:\n"
        + string.Join("  ", PlinkoRules.Tenths.Select(Times));

    public static Reply Result(IReadOnlyList<bool> path, Play play)
    {
        var slot = PlinkoRules.Slot(path);
        var board = string.Join(' ', Enumerable.Range(0, PlinkoRules.Tenths.Count).Select(i => i == slot ? "●" : "·"));
        var way = string.Concat(path.Select(isRight => isRight ? '→' : '←'));
        return GamblingTexts.Result(
            $"Slot {slot + 1} pays {Times(PlinkoRules.Tenths[slot])}", $"```\n{way}\n{board}\n```", play, $"{PlinkoRules.Rows} rows, {PlinkoRules.Tenths.Count} slots");
    }

    private static string Times(int tenths) => "×" + (tenths / 10m).ToString("0.#", CultureInfo.InvariantCulture);
}
