using System.Globalization;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Sandbox;
using Bronx.Scenarios.Tests.Infrastructure;
using Bronx.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Scenarios.Tests;

/// <summary>Games as people meet them: typed and picked, pressed twice and by others, deleted, cut off by a restart, and a hundred at a time.</summary>
public sealed class GamblingScenarios
{
    /// <summary>How every end of a game reads, however it ended.</summary>
    private const string Ended = "Your wallet";

    /// <summary>Where nobody waits for a first answer, held time may pass sooner.</summary>
    private static readonly TimeSpan Hurry = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task EveryGameIsPlayedToItsEndByPrefix()
    {
        await using var bot = await RunningBot.StartAsync();
        var mika = await RichAsync(bot, "member");
        foreach (var bet in new[] { ".coinflip 100 heads", ".slots 100", ".roulette 100 17/20", ".plinko 100", ".crash 100 1.2" })
        {
            Assert.Matches(@"bet 1-\d", (await bot.SayAsync(mika, bet, Ended)).Text);
        }

        await PlayHandAsync(bot, mika, await bot.SayAsync(mika, ".blackjack 100"));
        Assert.Contains("1-5 blackjack", (await bot.SayAsync(mika, ".fair")).Text, StringComparison.Ordinal);
        Assert.Contains("6 bets", (await bot.SayAsync(mika, ".fair rotate", "Revealed")).Text, StringComparison.Ordinal);
        await ProvedAsync(bot);
    }

    [Fact]
    public async Task EveryGameIsPlayedToItsEndBySlash()
    {
        await using var bot = await RunningBot.StartAsync();
        var mika = await RichAsync(bot, "member");
        (string Game, (string, string)[] Options)[] bets =
        [
            ("coinflip", [("amount", "100"), ("side", "heads")]), ("slots", [("amount", "100")]), ("roulette", [("amount", "100"), ("bet", "red")]),
            ("plinko", [("amount", "100")]), ("crash", [("amount", "100"), ("target", "1.2")]),
        ];
        foreach (var (game, options) in bets)
        {
            var run = await mika.SlashAsync("general", game, options);
            await bot.UntilAsync(() => run.Original?.Text.Contains(Ended, StringComparison.Ordinal) == true);
            Assert.Empty(run.Original!.Controls);
        }

        var hand = await mika.SlashAsync("general", "blackjack", ("amount", "100"));
        await bot.UntilAsync(() => hand.Original is not null);
        await PlayHandAsync(bot, mika, hand.Original!);
        var shown = await bot.SlashAsync(mika, "fair show");
        Assert.Contains("1-5 blackjack", shown.Message!.Text, StringComparison.Ordinal);
        var odds = await bot.SlashAsync(mika, "odds", ("game", "blackjack"));
        Assert.Contains("98.48 %", odds.Message!.Text, StringComparison.Ordinal);
        await ProvedAsync(bot);
    }

    [Fact]
    public async Task ARocketIsLeftByItsOwnPersonOnly_AndPaysWhatTheEndSays()
    {
        await using var bot = await RunningBot.StartAsync();
        var mika = await RichAsync(bot, "member");
        for (var flights = 0; ; flights++)
        {
            Assert.True(flights < 30, "Thirty rockets in a row crashed at once.");
            var before = await WalletAsync(bot, mika);
            var launched = await bot.SayAsync(mika, ".crash 100", "On the pad");
            var nosy = await bot.PressAsync(bot.Sandbox.As("moderator"), launched, "Cash out");
            Assert.True(nosy.Message!.IsEphemeral);
            var shown = await bot.NextAsync(mika, message => message.Id == launched.Id && (message.Controls.Count == 0 || message.Text.Contains("Cash out now", StringComparison.Ordinal)));
            if (shown.Controls.Count > 0)
            {
                await mika.PressAsync(launched, "Cash out");
                shown = await bot.NextAsync(mika, message => message.Id == launched.Id && message.Controls.Count == 0);
            }

            const string leftAt = "Out at ×";
            if (shown.Embeds[0].Title is { } title && title.StartsWith(leftAt, StringComparison.Ordinal))
            {
                var left = decimal.Parse(title[leftAt.Length..].TrimEnd('!'), CultureInfo.InvariantCulture);
                Assert.Equal(before.Value - 100 + (long)(100 * left), (await WalletAsync(bot, mika)).Value);
                break;
            }

            Assert.Equal(before.Value - 100, (await WalletAsync(bot, mika)).Value);
        }

        await ProvedAsync(bot);
    }

    /// <summary>Every game has a button before its end, its own or the question that somebody wants to be asked before they bet.</summary>
    [Theory]
    [InlineData("coinflip 100", "Heads")]
    [InlineData("slots 100", "Bet 100 coins")]
    [InlineData("roulette 100 red", "Bet 100 coins")]
    [InlineData("plinko 100", "Bet 100 coins")]
    [InlineData("crash 100 1.2", "Cash out")]
    [InlineData("blackjack 100", "Stand")]
    public async Task AButtonThatSomebodyElsePresses_MovesNobodysCoins(string game, string button)
    {
        await using var bot = await RunningBot.StartAsync();
        var mika = await RichAsync(bot, "member");
        var nosy = await RichAsync(bot, "moderator");
        if (button.StartsWith("Bet ", StringComparison.Ordinal))
        {
            await bot.SayAsync(mika, ".settings me set coins.confirm 100", "100");
        }

        var asked = game.StartsWith("blackjack", StringComparison.Ordinal) ? await DealtAsync(bot, mika) : await bot.SayAsync(mika, "." + game);
        var before = await WalletAsync(bot, nosy);
        var mine = await WalletAsync(bot, mika);
        var answer = await bot.PressAsync(nosy, asked, button);
        Assert.True(answer.Message!.IsEphemeral);
        Assert.Equal(before, await WalletAsync(bot, nosy));
        Assert.Equal(mine, await WalletAsync(bot, mika));
        await mika.PressAsync(asked, button);
        await bot.UntilAsync(() => Now(mika, asked).Text.Contains(Ended, StringComparison.Ordinal));
        Assert.Equal(before, await WalletAsync(bot, nosy));
        await ProvedAsync(bot);
    }

    [Fact]
    public async Task AHandIsPlayedByItsOwnPersonOnly_AndTwoPressesAtOnceMoveOnce()
    {
        await using var bot = await RunningBot.StartAsync();
        var mika = await RichAsync(bot, "member");
        var hand = await DealtAsync(bot, mika);

        var nosy = await bot.PressAsync(bot.Sandbox.As("moderator"), hand, "Stand");
        Assert.True(nosy.Message!.IsEphemeral);
        var presses = await Task.WhenAll(mika.PressAsync(hand, "Stand"), mika.PressAsync(hand, "Stand"));
        await bot.DuringAsync(Task.WhenAll(presses.Select(press => press.AnswerAsync())));
        await bot.UntilAsync(() => Now(mika, hand).Text.Contains(Ended, StringComparison.Ordinal));
        Assert.Contains("moves s", Now(mika, hand).Text, StringComparison.Ordinal);
        await ProvedAsync(bot);
    }

    [Fact]
    public async Task WhoWalksAwayFromAHand_IsStoodForAndSeesIt()
    {
        await using var bot = await RunningBot.StartAsync();
        var mika = await RichAsync(bot, "member");
        var hand = await DealtAsync(bot, mika);
        await bot.UntilAsync(() => Now(mika, hand).Text.Contains("I stood for you", StringComparison.Ordinal), TimeSpan.FromSeconds(1));
        Assert.Empty(Now(mika, hand).Controls);
        await ProvedAsync(bot);
    }

    [Fact]
    public async Task ADeletedMessageIsReplacedByOneWithTheEnd()
    {
        await using var bot = await RunningBot.StartAsync();
        var mika = await RichAsync(bot, "member");
        var spinning = await bot.SayAsync(mika, ".slots 100", "The reels turn");
        await bot.Sandbox.As("moderator").DeleteAsync(spinning);
        var end = await bot.NextAsync(mika, message => message.Text.Contains(Ended, StringComparison.Ordinal));
        Assert.NotEqual(spinning.Id, end.Id);
    }

    [Fact]
    public async Task ARestartInTheMiddle_LeavesNobodyWithoutTheEndOrTheStake()
    {
        var folder = Directory.CreateTempSubdirectory("bronx-scenario-").FullName;
        try
        {
            long before;
            SeenMessage hand, spinning, flying;
            await using (var first = await RunningBot.StartAsync(folder))
            {
                var mika = await RichAsync(first, "member");
                hand = await DealtAsync(first, mika);
                flying = await first.SayAsync(mika, ".crash 300", "On the pad");
                before = (await WalletAsync(first, mika)).Value + 300;
                spinning = await first.SayAsync(mika, ".slots 10", "The reels turn");
            }

            var clock = new HeldClock(HeldClock.DefaultStart.AddHours(1));
            await using var second = await RunningBot.StartAsync(folder, clock);
            var again = second.Sandbox.As("member");
            var began = clock.GetUtcNow();
            await second.UntilAsync(() => Now(again, spinning).Text.Contains(Ended, StringComparison.Ordinal)
                && Now(again, flying).Text.Contains("called off", StringComparison.Ordinal)
                && Now(again, hand).Text.Contains("Your move", StringComparison.Ordinal));
            Assert.InRange(clock.GetUtcNow() - began, TimeSpan.Zero, TimeSpan.FromSeconds(5));
            var change = (await WalletAsync(second, again)).Value - before;
            Assert.True(change >= -10 && change % 10 == 0, $"{change}");
            await PlayHandAsync(second, again, hand);
            await ProvedAsync(second);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A hundred people in one server, most by slash, some in every channel by message, and one who only wants to know the ping.</summary>
    [Fact]
    public async Task AHundredGamesMoveInOneServer_WithoutALimitHitAndWithoutHoldingAnybodyUp()
    {
        const int players = 100;
        await using var bot = await RunningBot.StartInAsync(world => world with { Guilds = 2, PeoplePerGuild = players + 1 });
        await bot.UntilAsync(() => bot.App.Discord.Cache.GuildCount == 2);
        var guild = bot.App.Discord.Cache.Guilds.Single(known => known.Name == "Corner Store No. 2").Id.Value;
        string Aisle(int number) => (guild + 2 + (ulong)(number % 8)).ToString(CultureInfo.InvariantCulture);
        var people = Enumerable.Range(0, players + 1).Select(number => bot.Sandbox.As((guild + 1_000 + (ulong)number).ToString(CultureInfo.InvariantCulture))).ToList();
        await AdmitAsync(bot, people);
        var games = new[] { "slots", "roulette", "plinko", "coinflip", "crash" };
        var exchangesBefore = bot.Exchanges.Count;

        List<InteractionRun> runs = [];
        List<Task<SentMessage>> typed = [];
        for (var player = 0; player < players; player++)
        {
            if (player % 10 == 9)
            {
                typed.Add(people[player].SayAsync(Aisle(player / 10), ".slots 100"));
                continue;
            }

            var game = games[player % games.Length];
            List<(string, string)> options = [("amount", "100")];
            options.AddRange(game switch { "roulette" => [("bet", "red")], "coinflip" => [("side", "tails")], "crash" => [("target", "1.5")], _ => Array.Empty<(string, string)>() });
            runs.Add(await people[player].SlashAsync(Aisle(player), game, [.. options]));
        }

        await bot.UntilAsync(() => runs.Count(run => run.Original is not null) > players / 2);
        var asked = bot.Clock.GetUtcNow();
        var ping = await people[players].SlashAsync(Aisle(7), "ping");
        await bot.DuringAsync(ping.AnswerAsync());
        Assert.Contains("Pong", ping.Original!.Text, StringComparison.Ordinal);
        Assert.InRange(bot.Clock.GetUtcNow() - asked, TimeSpan.Zero, TimeSpan.FromSeconds(2));

        await bot.UntilAsync(() => runs.All(run => run.Original is not null));
        await bot.UntilAsync(() => runs.All(run => run.Original!.Text.Contains(Ended, StringComparison.Ordinal)), Hurry);
        var sent = await Task.WhenAll(typed);
        await bot.UntilAsync(() => Enumerable.Range(0, 8).SelectMany(aisle => people[0].Read(Aisle(aisle)))
            .Count(message => message.FromBot && message.ReplyTo is not null && message.Text.Contains(Ended, StringComparison.Ordinal)) == sent.Length, Hurry);

        var exchanges = bot.Exchanges.Skip(exchangesBefore).ToList();
        Assert.DoesNotContain(exchanges, exchange => exchange.Status == 429);
        Assert.True(exchanges.Count(exchange => exchange.Method == "PATCH") > players, "Nothing moved.");
        await ProvedAsync(bot);
    }

    /// <summary>The message as it stands now.</summary>
    private static SeenMessage Now(SandboxPerson person, SeenMessage message) => person.Read("general").Single(read => read.Id == message.Id);

    /// <summary>Deals until a hand waits for a move.</summary>
    private static async Task<SeenMessage> DealtAsync(RunningBot bot, SandboxPerson person)
    {
        while (true)
        {
            var hand = await bot.SayAsync(person, ".blackjack 100");
            if (hand.Controls.Count > 0)
            {
                return hand;
            }

            // A natural: the next one may not follow within the game's own pause.
            var until = bot.Clock.GetUtcNow().AddSeconds(3);
            await bot.UntilAsync(() => bot.Clock.GetUtcNow() >= until, TimeSpan.FromMilliseconds(100));
        }
    }

    private static async Task PlayHandAsync(RunningBot bot, SandboxPerson person, SeenMessage hand)
    {
        if (Now(person, hand).Controls.Count > 0)
        {
            await bot.PressAsync(person, hand, "Stand");
        }

        await bot.UntilAsync(() => Now(person, hand).Text.Contains(Ended, StringComparison.Ordinal));
        Assert.Empty(Now(person, hand).Controls);
    }

    private static async Task<SandboxPerson> RichAsync(RunningBot bot, string name)
    {
        var person = await bot.WithTermsAcceptedAsync(name);
        await GiveAsync(bot, person);
        return person;
    }

    /// <summary>Terms accepted and coins given without a word: a hundred forms would prove nothing about games.</summary>
    private static async Task AdmitAsync(RunningBot bot, List<SandboxPerson> people)
    {
        await bot.App.Services.GetRequiredService<Database>().WriteAsync(
            async (connection, transaction) =>
            {
                foreach (var person in people)
                {
                    await using var insert = connection.CreateCommand();
                    insert.Transaction = transaction;
                    insert.CommandText = $"INSERT INTO terms_decisions (user_id, version, decision, way, decided_at) VALUES ({person.Id}, '1.0', 'accepted', 'slash', 0)";
                    await insert.ExecuteNonQueryAsync();
                }

                return people.Count;
            },
            default);
        await Task.WhenAll(people.Select(person => GiveAsync(bot, person)));
    }

    private static Task<PostOutcome> GiveAsync(RunningBot bot, SandboxPerson person) => bot.App.Services.GetRequiredService<Ledger>().PostAsync(
        new Transfer(TransferId.From("scenario", Id(person)), AccountId.Mint("test"), AccountId.Wallet(Id(person)), new Coins(10_000), "Test", TransferOrigin.None), default);

    private static Task<Coins> WalletAsync(RunningBot bot, SandboxPerson person) =>
        bot.App.Services.GetRequiredService<Ledger>().BalanceAsync(AccountId.Wallet(Id(person)), default);

    private static Bronx.Discord.Models.UserId Id(SandboxPerson person) => new(person.Id.Value);

    /// <summary>No stake is left behind, every coin is accounted for, and nothing went wrong on the way.</summary>
    private static async Task ProvedAsync(RunningBot bot)
    {
        var ledger = bot.App.Services.GetRequiredService<Ledger>();
        Assert.Empty(await ledger.OpenReservationsAsync(default));
        Assert.True((await ledger.AuditAsync(default)).IsProved);
        Assert.Empty(bot.Captured.Errors);
    }
}
