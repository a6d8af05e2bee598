using Bronx.Discord.Models;
using Bronx.Features.Economy;
using Bronx.Features.Gambling.Blackjack;
using Bronx.Features.Gambling.Coinflip;
using Bronx.Features.Gambling.Crash;
using Bronx.Features.Gambling.Plinko;
using Bronx.Features.Gambling.Roulette;
using Bronx.Features.Gambling.Slots;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling;

/// <summary>Words that the games share; each game's own words are beside it.</summary>
internal static class GamblingTexts
{
    public static Reply Odds(Game game) => game switch
    {
        Game.Coinflip => Card(game, CoinflipTexts.Odds, "50 %", "98 %, down to 95 % for the smallest stake"),
        Game.Slots => Card(game, SlotsTexts.Odds, "54.44 % bring the stake back or more", "97.74 %"),
        Game.Roulette => Card(game, RouletteTexts.Odds, "48.65 % for ×2, 32.43 % for ×3, 2.70 % for ×36", "97.30 %"),
        Game.Plinko => Card(game, PlinkoTexts.Odds, "38.77 % pay more than the stake", "96.39 %, down to 95.8 % where rounding weighs"),
        Game.Crash => Card(game, CrashTexts.Odds, "64.67 % for ×1.5, 48.50 % for ×2, 9.70 % for ×10", "97 %, down to 96.2 % where rounding weighs"),
        Game.Blackjack => Card(game, BlackjackTexts.Odds, "43.17 %, and 8.92 % tie", "98.48 % of the first stake with the best play"),
        _ => throw new ArgumentOutOfRangeException(nameof(game)),
    };

    /// <summary>The end of a bet: what fell, what it brought, what is there now.</summary>
    /// <param name="shown">What fell, as it looks.</param>
    public static Reply Result(string title, string shown, Play play, string rule)
    {
        var (text, colour) = play.Change.Value switch
        {
            > 0 => ($"You win **{Say.Coins(play.Change)}**.", Look.Good),
            0 => ("Your stake comes back.", Look.Quiet),
            _ when play.Payout > Coins.Zero => ($"{Say.Coins(play.Payout)} come back: you lose **{Say.Coins(-play.Change)}**.", Look.Bad),
            _ => ($"You lose **{Say.Coins(-play.Change)}**.", Look.Bad),
        };
        return Reply.Of(Look.Card(title, $"{shown}\n{text} {EconomyTexts.InWallet(play.Wallet)}", colour) with { Footer = Footer(rule, play.Fair.Name) });
    }

    /// <summary>The rule that decided, and the bet's name to check it by.</summary>
    public static EmbedFooter Footer(string rule, string bet) => new($"{rule.TrimEnd('.')} · bet {bet}");

    public static Embed Sure(Game game, Coins stake) => Look.Card(
        "Are you sure?", $"You would bet **{Say.Coins(stake)}** on {Names.Title(game)}. You asked to be asked about such amounts.");

    public static Reply TooSmall(Game game, Coins smallest, Coins stake) =>
        Reply.Of(Look.Refusal($"The smallest stake of {Names.Of(game)} is {Say.Coins(smallest)} here; that would be {Say.Coins(stake)}."));

    public static Reply NotPlayedHere(Game game, Coins smallest, Coins most) =>
        Reply.Of(Look.Refusal($"Stakes end at {Say.Coins(most)} in this server, and {Names.Of(game)} begins at {Say.Coins(smallest)}. Try another game."));

    public static Reply SeedRevealed() =>
        Reply.Of(Look.Refusal("The server seed of this bet has been revealed, so the bet is off and cost nothing. Place a new one.")).ForCallerOnly();

    private static Reply Card(Game game, string odds, string chance, string returns) =>
        Reply.Of(Look.Card($"Odds of {Names.Of(game)}", odds) with
        {
            Fields =
            [
                new EmbedField("Chance to win", chance, Inline: true),
                new EmbedField("Returned in the long run", returns, Inline: true),
                new EmbedField("Stakes", $"{Say.Number(Stakes.Smallest(game))} coins to {Stakes.LargestInWords}", Inline: true),
            ],
        });
}
