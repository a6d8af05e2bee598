using Bronx.Discord.Models;
using Bronx.Features.Gambling.Coinflip;
using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling;

internal static class GamblingTexts
{
    public static Reply Odds(Game game) => game switch
    {
        Game.Coinflip => Card("coinflip", CoinflipTexts.Odds, "50 %", "98 %, down to 95 % for the smallest stake", $"{Say.Number(CoinflipRules.SmallestStake)} to {Say.Number(CoinflipRules.LargestStake)} coins"),
        _ => throw new ArgumentOutOfRangeException(nameof(game)),
    };

    private static Reply Card(string game, string odds, string chance, string returns, string stakes) =>
        Reply.Of(Look.Card($"Odds of {game}", odds) with
        {
            Fields =
            [
                new EmbedField("Chance to win", chance, Inline: true),
                new EmbedField("Returned in the long run", returns, Inline: true),
                new EmbedField("Stakes", stakes, Inline: true),
            ],
        });
}
