using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Roulette;

internal static class RouletteTexts
{
    public const string Odds =
        "37 pockets, one zero.\n"
        + "**×2** red, black, odd, even, low, high: 18 pockets\n"
        + "**×3** 1st12, 2nd12, 3rd12, column1, column2, column3: 12 pockets\n"
        + "**×36** a number from 0 to 36: 1 pocket";

    public static Reply Result(RouletteBet bet, int pocket, Play play) => GamblingTexts.Result(
        pocket == 0 ? "Zero" : $"{pocket} {RouletteRules.Colour(pocket)}", $"# {Sign(pocket)} {pocket}\nYour bet: **{bet.Name}**.", play, $"{bet.Name} pays ×{bet.Pays}");

    public static Reply NoSuchBet(string typed, string spelling) => Reply.Of(Look.Refusal(
        $"{Say.Typed(typed, 20)} is no bet. Take red, black, odd, even, low, high, 1st12, 2nd12, 3rd12, column1, column2, column3 or a number from 0 to 36: `{spelling} 100 red`."));

    private static string Sign(int pocket) => RouletteRules.Colour(pocket) switch
    {
        "red" => "🔴",
        "black" => "⚫",
        _ => "🟢",
    };
}
