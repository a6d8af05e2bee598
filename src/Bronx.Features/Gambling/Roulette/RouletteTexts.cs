using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Roulette;

internal static class RouletteTexts
{
    public const string Odds =
        "37 pockets, one zero.\n"
        + "**×2** red, black, odd, even, low, high: 18 pockets\n"
        + "**×3** 1st12, 2nd12, 3rd12, column1, column2, column3: 12 pockets\n"
        + "**×6** two rows, 1/2/3/4/5/6: 6 pockets\n"
        + "**×9** a corner, 1/2/4/5: 4 pockets\n"
        + "**×12** a street, 4/5/6: 3 pockets\n"
        + "**×18** a split, 17/20: 2 pockets\n"
        + "**×36** a number from 0 to 36: 1 pocket";

    /// <summary>How far the ball is from its pocket in each frame.</summary>
    private static readonly int[] PocketsBefore = [14, 5, 2];

    public static Reply Result(RouletteBet bet, int pocket, Play play) => GamblingTexts.Result(
        pocket == 0 ? "Zero" : $"{pocket} {RouletteRules.Colour(pocket)}", $"# {Sign(pocket)} {pocket}\nYour bet: **{bet.Name}**.", play, $"{bet.Name} pays ×{bet.Pays}");

    /// <summary>The ball runs along the wheel's own order of pockets and slows down before the one it falls into.</summary>
    public static IReadOnlyList<Reply> Spinning(RouletteBet bet, int pocket, Coins stake) =>
        [.. PocketsBefore.Select(before => Reply.Of(Look.Card(
            $"Roulette for {Say.Coins(stake)}", $"# {Passing(pocket, before)}\nThe ball runs. Your bet: **{bet.Name}**.")))];

    public static Reply NoSuchBet(string typed, string spelling) => Reply.Of(Look.Refusal(
        $"{Say.Typed(typed, 20)} is no bet. Take red, black, odd, even, low, high, 1st12, 2nd12, 3rd12, column1, column2, column3, a number from 0 to 36, or neighbours like 17/20: `{spelling} 100 red`."));

    /// <summary>Three pockets in a row, so many before the one where the ball falls.</summary>
    private static string Passing(int pocket, int before)
    {
        var wheel = RouletteRules.Wheel;
        var at = wheel.IndexOf(pocket) - before + wheel.Length;
        return string.Join("  ", Enumerable.Range(-1, 3).Select(step => wheel[(at + step) % wheel.Length]).Select(passed => $"{Sign(passed)} {passed}"));
    }

    private static string Sign(int pocket) => RouletteRules.Colour(pocket) switch
    {
        "red" => "🔴",
        "black" => "⚫",
        _ => "🟢",
    };
}
