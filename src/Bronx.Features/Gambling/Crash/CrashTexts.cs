using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Features.Economy;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Crash;

internal static class CrashTexts
{
    public static string Odds =>
        "A rocket climbs from ×1, twice as high every 8 seconds, and crashes somewhere. Leave before that, by the button or at a stop you set "
        + $"({Times(CrashRules.LowestTarget)} to {Times(CrashRules.HighestTarget)}), and you are paid the multiplier at which you left. "
        + "The chance to get to a multiplier is 97 % divided by it.";

    /// <summary>A flight as it is at this moment, or its end.</summary>
    /// <param name="isAgain">Whether it was asked for another while this one is in the air.</param>
    public static Reply Of(FlightView flight, DateTimeOffset now, bool isAgain = false) =>
        flight.Settled is { } settled ? Over(flight, settled) : Flying(flight, now, isAgain);

    public static Reply NoSuchTarget(string typed, string spelling) => Reply.Of(Look.Refusal(
        $"{Say.Typed(typed, 20)} is no target. Take a number from 1.01 to 1000 with two decimals at most: `{spelling} 500 1.5`."));

    public static Reply NoFlight(string spelling) => Reply.Of(Look.Refusal($"You have no rocket in the air. Name a stake to launch one: `{spelling} 500`."));

    public static Reply NotYet() => Reply.Of(Look.Refusal("The rocket is still on the pad. Press again once it climbs.")).ForCallerOnly();

    public static Reply NotLaunched() => Reply.Of(Look.Refusal("That rocket stayed on the pad, and your stake with you. Try once more.")).ForCallerOnly();

    public static Reply Gone(string spelling) => Reply.Of(Look.Refusal($"This flight is over and put away. Launch another: `{spelling} 500`.")).ForCallerOnly();

    private static Reply Flying(FlightView flight, DateTimeOffset now, bool isAgain)
    {
        var game = flight.Game;
        var again = isAgain ? "This one is still in the air.\n" : "";
        var flown = now - game.LaunchedAt;
        var at = Math.Min(CrashRules.At(flown), game.Stop);
        var shown = flown < TimeSpan.Zero
            ? $"{again}# On the pad\nYour stake: **{Say.Coins(game.Stake)}**. Twice as high every 8 seconds; cash out before it crashes."
            : $"{again}# {Trail(at)}🚀 {Times(at)}\nCash out now for about **{Say.Coins(new Coins(game.Stake.Value * at / 100))}**.";
        return Reply.Of(Look.Card($"Crash for {Say.Coins(game.Stake)}", shown) with { Footer = Footer(flight) })
            .With(Component.Row(Component.Button(ButtonStyle.Success, "Cash out", CashOutButton.Id(game))));
    }

    private static Reply Over(FlightView flight, Settled settled)
    {
        var (title, shown, colour) = flight switch
        {
            { IsCutShort: true } => ("Flight called off", "I was restarted while it flew, so nobody could have left in time.", Look.Quiet),
            { LeftAt: { } left } => ($"Out at {Times(left)}!", $"# {Trail(left)}🚀 {Times(left)}\n{After(left, flight.Point)}", Look.Good),
            _ => ($"Crashed at {Times(flight.Point)}", $"# {Trail(flight.Point)}💥 {Times(flight.Point)}", Look.Bad),
        };
        var text = settled.Change.Value switch
        {
            > 0 => $"You win **{Say.Coins(settled.Change)}**.",
            0 => $"Your stake of {Say.Coins(settled.Staked)} comes back.",
            _ => $"You lose **{Say.Coins(-settled.Change)}**.",
        };
        return Reply.Of(Look.Card(title, $"{shown}\n{text} {EconomyTexts.InWallet(settled.Wallet)}", colour) with { Footer = Footer(flight) });
    }

    private static string After(int left, int point) => left == point ? "The rocket crashed right behind you." : $"The rocket flew on to {Times(point)}.";

    /// <summary>The rocket moves to the right as it climbs, and stays on a narrow screen.</summary>
    private static string Trail(int at) => new('·', (int)Math.Min(8, 2 * Math.Log2(at / 100.0)));

    private static EmbedFooter Footer(FlightView flight) => GamblingTexts.Footer(
        flight.Game.Stop < CrashRules.HighestTarget ? $"Leaves by itself at {Times(flight.Game.Stop)}" : "No stop set", flight.Drawn.Name);

    private static string Times(int hundredths) => "×" + (hundredths / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture);
}
