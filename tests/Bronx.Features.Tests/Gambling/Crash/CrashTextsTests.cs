using Bronx.Discord.Models;
using Bronx.Features.Gambling;
using Bronx.Features.Gambling.Crash;
using Bronx.Features.Gambling.Fairness;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Testing;

namespace Bronx.Features.Tests.Gambling.Crash;

/// <summary>Every picture of a flight, from the pad to each of its ends, as it is stored.</summary>
public sealed class CrashTextsTests
{
    private const int NoStop = CrashRules.HighestTarget;

    private static readonly Coins Stake = new(500);
    private static readonly DateTimeOffset Launch = HeldClock.DefaultStart;

    [Fact]
    public void Flights_ReadAsStored() => StoredText.Matches(
        "Gambling/Crash/Texts",
        ("on the pad", CrashTexts.Of(Flight(NoStop), Launch - Flights.Countdown)),
        ("on the pad, with a stop", CrashTexts.Of(Flight(150), Launch - Flights.Countdown)),
        ("just launched", CrashTexts.Of(Flight(NoStop), Launch)),
        ("flying", At(NoStop, 150)),
        ("flying high", At(NoStop, 1_234)),
        ("flying out of sight", At(NoStop, 99_999)),
        ("asked for another", CrashTexts.Of(Flight(NoStop), Launch + CrashRules.TimeTo(120), isAgain: true)),
        ("left", Ended(NoStop, "150")),
        ("left in the last moment", Ended(NoStop, "512")),
        ("left by itself", Ended(200, "200")),
        ("left as soon as one can", Ended(NoStop, "101")),
        ("crashed", Ended(NoStop, FlightView.Crashed)),
        ("crashed before the stop", Ended(10_000, FlightView.Crashed)),
        ("crashed on the ground", Ended(NoStop, FlightView.Crashed, point: 100)),
        ("called off", Ended(NoStop, FlightView.CutShort)),
        ("pressed too early", CrashTexts.NotYet()),
        ("not launched", CrashTexts.NotLaunched()),
        ("no rocket", CrashTexts.NoFlight("/crash")),
        ("put away", CrashTexts.Gone("/crash")));

    private static Reply At(int stop, int hundredths) => CrashTexts.Of(Flight(stop), Launch + CrashRules.TimeTo(hundredths));

    private static Reply Ended(int stop, string moves, int point = 512)
    {
        var flight = Flight(stop, moves, point);
        return CrashTexts.Of(flight with { Settled = new Settled(Stake, flight.Payout, new Coins(4_500) + flight.Payout) }, Launch);
    }

    private static FlightView Flight(int stop, string moves = "", int point = 512) => new(
        new OpenGame(new UserId(1001), 77, Game.Crash, Stake, stop, moves, Launch, Launch, null, Calls.Channel),
        new FairBet(3, 17, new byte[FairRules.SeedSize], "lucky", isRevealed: false), point, null);
}
