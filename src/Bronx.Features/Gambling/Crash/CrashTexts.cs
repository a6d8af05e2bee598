using System.Globalization;
using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Crash;

internal static class CrashTexts
{
    public static string Odds =>
        $"Choose a target from {Times(CrashRules.LowestTarget)} to {Times(CrashRules.HighestTarget)} with your stake. If the rocket gets there, it pays the target. "
        + "The chance is 97 % divided by the target.";

    public static Reply Result(int target, int point, Play play)
    {
        var (title, shown) = point >= target
            ? ($"Out at {Times(target)}!", $"🚀 The rocket flew on to {Times(point)}.")
            : ($"Crashed at {Times(point)}", $"💥 Your target was {Times(target)}.");
        return GamblingTexts.Result(title, shown, play, $"Target {Times(target)}");
    }

    public static Reply NoSuchTarget(string typed, string spelling) => Reply.Of(Look.Refusal(
        $"{Say.Typed(typed, 20)} is no target. Take a number from 1.01 to 1000 with two decimals at most: `{spelling} 500 1.5`."));

    private static string Times(int hundredths) => "×" + (hundredths / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture);
}
