using System.Globalization;
using Bronx.Features.Gambling.Fairness;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Gambling.Crash;

/// <summary>A flight and how it ends.</summary>
/// <param name="Settled">Null while it runs.</param>
internal sealed record FlightView(OpenGame Game, FairBet Drawn, int Point, Settled? Settled)
{
    /// <summary>What is written down for a flight that was not left in time.</summary>
    public const string Crashed = "0";

    /// <summary>What is written down for a flight that a restart cut short: its stake went back.</summary>
    public const string CutShort = "x";

    /// <summary>The hundredths at which its person left; null when they did not.</summary>
    public int? LeftAt => int.TryParse(Game.Moves, NumberStyles.None, CultureInfo.InvariantCulture, out var left) && left > 0 ? left : null;

    public bool IsCutShort => Game.Moves == CutShort;

    /// <summary>Whether it still climbs for its person.</summary>
    public bool IsFlying => Game.Moves.Length == 0;

    public TimeSpan Lasts => CrashRules.Lasts(Point, Game.Stop);

    public DateTimeOffset EndsAt => Game.LaunchedAt + Lasts;

    public Coins Payout => IsCutShort ? Game.Stake : LeftAt is { } left ? CrashRules.Payout(Game.Stake, left, Point) : Coins.Zero;
}
