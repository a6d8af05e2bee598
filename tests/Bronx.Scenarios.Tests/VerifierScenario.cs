using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Bronx.Features.Gambling.Blackjack;
using Bronx.Features.Gambling.Coinflip;
using Bronx.Features.Gambling.Crash;
using Bronx.Features.Gambling.Fairness;
using Bronx.Features.Gambling.Plinko;
using Bronx.Features.Gambling.Roulette;
using Bronx.Features.Gambling.Slots;
using Bronx.Scenarios.Tests.Infrastructure;
using Microsoft.Playwright;

namespace Bronx.Scenarios.Tests;

/// <summary>
/// The verifier's page, saved as a file and opened offline in a real browser, against the bot's own numbers: same seeds, same bets, once with
/// the browser's cryptography and once with the page's own.
/// </summary>
public sealed class VerifierScenario
{
    private static readonly string[] Games = ["coinflip", "slots", "roulette", "plinko", "crash", "blackjack"];

    [Fact]
    public async Task SavedPage_TellsWhatTheBotDrew()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { Offline = true });
        context.SetDefaultTimeout(Chromium.Longest);
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(PageFile()).AbsoluteUri);
        var bets = Bets(new Random(20_261_121)).ToArray();

        foreach (var hash in new[] { "native", "own" })
        {
            var fell = await page.EvaluateAsync<string[]>(
                "async ({ hash, bets }) => { const out = []; for (const bet of bets) out.push((await verifier.check(bet, verifier[hash])).fell); return out; }",
                new { hash, bets = bets.Select(bet => new { server = bet.Server, client = bet.Client, nonce = bet.Nonce, game = bet.Game, moves = bet.Moves }).ToArray() });

            Assert.Equal(bets.Select(bet => $"{bet} -> {bet.Fell}"), bets.Zip(fell, (bet, text) => $"{bet} -> {text}"));
        }
    }

    [Fact]
    public async Task SavedPage_SaysWhetherThePromiseWasKept()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(Chromium.Longest);
        List<string> complaints = [];
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                lock (complaints) { complaints.Add(message.Text); }
            }
        };
        await page.GotoAsync(new Uri(PageFile()).AbsoluteUri);

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "example" }).ClickAsync();
        await Assertions.Expect(page.Locator("#fell")).ToHaveTextAsync("2, black");
        await Assertions.Expect(page.Locator("#kept")).ToHaveTextAsync("✓ The seed is the one that was promised.");

        await page.Locator("#promise").FillAsync(new string('0', 64));
        await Assertions.Expect(page.Locator("#kept")).ToHaveTextAsync("✗ This is not the seed that was promised.");

        await page.Locator("#server").FillAsync("xyz");
        await Assertions.Expect(page.Locator("#server-problem")).ToContainTextAsync("64 digits");
        await Assertions.Expect(page.Locator("#fell")).ToHaveTextAsync("–");
        lock (complaints) { Assert.Empty(complaints); }
    }

    private static IEnumerable<Bet> Bets(Random random)
    {
        foreach (var game in Games)
        {
            for (var i = 0; i < 40; i++)
            {
                var server = new byte[FairRules.SeedSize];
                random.NextBytes(server);
                var client = string.Concat(Enumerable.Range(0, random.Next(1, 65)).Select(_ => Printable(random))).Trim() is { Length: > 0 } text ? text : "x";
                var nonce = random.Next(3) == 0 ? random.NextInt64(1L << 60) : random.Next(1000);
                var stream = new FairStream(server, client, nonce);
                var moves = "";
                var fell = game switch
                {
                    "coinflip" => CoinflipRules.Toss(stream) == CoinSide.Heads ? "heads" : "tails",
                    "slots" => string.Join(", ", SlotsRules.Spin(stream).Select(symbol => symbol.Name)),
                    "roulette" => RouletteRules.Spin(stream) is var pocket ? $"{pocket}, {RouletteRules.Colour(pocket)}" : "",
                    "plinko" => Drop(PlinkoRules.Drop(stream)),
                    "crash" => string.Create(CultureInfo.InvariantCulture, $"×{CrashRules.Point(stream) / 100m:0.00}"),
                    _ => Play(stream, random, out moves),
                };
                yield return new Bet(Convert.ToHexStringLower(server), client, nonce.ToString(CultureInfo.InvariantCulture), game, moves, fell);
            }
        }
    }

    private static char Printable(Random random) => (char)random.Next(' ', '~' + 1) is var sign && sign == '`' ? 'x' : sign;

    private static string Drop(bool[] path) => $"{string.Concat(path.Select(isRight => isRight ? 'R' : 'L'))}, slot {PlinkoRules.Slot(path) + 1}";

    /// <summary>Plays any allowed moves to the end and tells the hand as the page does.</summary>
    private static string Play(FairStream stream, Random random, out string moves)
    {
        var round = new Round(() => new Card(stream.Below(Card.Kinds)));
        List<char> made = [];
        while (!round.IsOver)
        {
            var allowed = Enum.GetValues<Move>().Where(round.Allows).ToArray();
            var move = allowed.Contains(Move.Split) || allowed.Contains(Move.Double) ? allowed[^1] : allowed[random.Next(allowed.Length)];
            Assert.True(round.TryPlay(move));
            made.Add((char)move);
        }

        moves = string.Concat(made);
        var dealer = $"dealer {Told(round.Dealer)}";
        if (made.Count == 0)
        {
            var end = round.IsNatural && BlackjackRules.IsNatural(round.Dealer) ? "both naturals: the stake comes back"
                : round.IsNatural ? "a natural: 3 to 2" : "the dealer's natural: lost";
            return $"you {Told(round.Hands[0])}\n{dealer}\n{end}";
        }

        var stake = new Bronx.Platform.Ledger.Coins(100);
        var hands = round.Hands.Select(hand =>
        {
            var end = hand.IsBust ? "bust" : BlackjackRules.Pays(round, hand, stake).Value switch { 200 => "won", 100 => "the stake comes back", _ => "lost" };
            return $"you {Told(hand)}: {end}{(hand.Stakes == 2 ? ", doubled" : "")}";
        });
        return $"{string.Join('\n', hands)}\n{dealer}";
    }

    private static string Told(Hand hand) => $"{string.Join(' ', hand.Cards.Select(card => card.Face))} ({hand.Total})";

    private static string PageFile([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", "Bronx.Dashboard", "wwwroot", "verify.html"));

    private sealed record Bet(string Server, string Client, string Nonce, string Game, string Moves, string Fell)
    {
        public override string ToString() => JsonSerializer.Serialize(new { Server, Client, Nonce, Game, Moves });
    }
}
