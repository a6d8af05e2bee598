using System.Globalization;
using Bronx.Features.Gambling.Fairness;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Gambling.Crash;

/// <summary>
/// A rocket climbs from ×1 and crashes somewhere; who left before that is paid the multiplier at which they left. The point is drawn
/// before the launch so that every way of leaving returns 97 %: ×m is reached with a chance of 0.97 / m. Multipliers are whole hundredths.
/// </summary>
internal static class CrashRules
{
    public const int LowestTarget = 101;

    public const int HighestTarget = 100_000;

    /// <summary>What comes back of a hundred coins in the long run.</summary>
    public const int Returns = 97;

    public static readonly TimeSpan DoublesIn = TimeSpan.FromSeconds(8);

    /// <summary>How many crash points are drawn from.</summary>
    public const int Draws = 1_000_000;

    /// <summary>The bet's first number below a million, as a crash point in hundredths; 100 is a crash on the ground.</summary>
    public static int Point(FairStream stream) => Point(stream.Below(Draws));

    /// <param name="drawn">0 to <see cref="Draws"/> - 1: the smaller, the higher it goes.</param>
    public static int Point(int drawn) => Math.Max(100, Returns * Draws / (drawn + 1));

    /// <summary>Where the rocket is so long after the launch, crash or not: twice as high every eight seconds.</summary>
    public static int At(TimeSpan flown) =>
        flown <= TimeSpan.Zero ? 100 : (int)Math.Min(HighestTarget, Math.Floor(100 * Math.Pow(2, Math.Floor(flown.TotalMilliseconds) / DoublesIn.TotalMilliseconds)));

    /// <summary>How long the rocket takes to get there, in whole milliseconds.</summary>
    public static TimeSpan TimeTo(int multiplier)
    {
        var time = TimeSpan.FromMilliseconds(Math.Max(0, Math.Floor(DoublesIn.TotalMilliseconds * Math.Log2(multiplier / 100.0)) - 1));
        while (At(time) < multiplier)
        {
            time += TimeSpan.FromMilliseconds(1);
        }

        return time;
    }

    /// <summary>How long a flight lasts: to its last stop, or to the first moment past the crash point.</summary>
    public static TimeSpan Lasts(int point, int stop) => TimeTo(stop <= point ? stop : point + 1);

    /// <summary>Where somebody leaves who presses so long after the launch: never below the lowest target, never past their last stop.</summary>
    public static int LeavesAt(TimeSpan flown, int stop) => Math.Clamp(At(flown), LowestTarget, stop);

    /// <summary>What comes back, rounded down to whole coins.</summary>
    public static Coins Payout(Coins stake, int target, int point) => point >= target ? new(stake.Value * target / 100) : Coins.Zero;

    /// <summary>What somebody wrote ("1.5", "2x"), in hundredths; null when it is no target.</summary>
    public static int? ReadTarget(string text)
    {
        var word = text.Trim();
        var digits = word.EndsWith('x') || word.EndsWith('X') ? word[..^1] : word;
        return digits.Length is > 0 and <= 7
            && digits.All(sign => char.IsAsciiDigit(sign) || sign == '.')
            && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var times)
            && times * 100 is >= LowestTarget and <= HighestTarget
            && times * 100 % 1 == 0
                ? (int)(times * 100)
                : null;
    }
}
