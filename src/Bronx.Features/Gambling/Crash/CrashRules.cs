using System.Globalization;
using Bronx.Features.Gambling.Fairness;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Gambling.Crash;

/// <summary>
/// A rocket climbs from ×1 and crashes somewhere; who left at their target before that is paid the target. The point is drawn so that
/// every target returns 97 %: it is reached with a chance of 0.97 / target. Multipliers are whole hundredths.
/// </summary>
internal static class CrashRules
{
    public const int LowestTarget = 101;

    public const int HighestTarget = 100_000;

    /// <summary>What comes back of a hundred coins in the long run.</summary>
    public const int Returns = 97;

    /// <summary>How many crash points are drawn from.</summary>
    public const int Draws = 1_000_000;

    /// <summary>The bet's first number below a million, as a crash point in hundredths; 100 is a crash on the ground.</summary>
    public static int Point(FairStream stream) => Point(stream.Below(Draws));

    /// <param name="drawn">0 to <see cref="Draws"/> - 1: the smaller, the higher it goes.</param>
    public static int Point(int drawn) => Math.Max(100, Returns * Draws / (drawn + 1));

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
