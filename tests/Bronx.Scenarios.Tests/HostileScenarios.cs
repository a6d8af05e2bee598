using Bronx.Discord.Models;
using Bronx.Platform.Ledger;
using Bronx.Sandbox;
using Bronx.Scenarios.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Scenarios.Tests;

/// <summary>What people type to see what happens, into every command that moves coins: they are told what to write, and nothing moves.</summary>
public sealed class HostileScenarios
{
    private const int Refusal = 0xD9A13B;

    /// <summary>What is longer does not leave a person's own client, which knows the length from the command's definition.</summary>
    private const int LongestPicked = 30;

    /// <summary>Commands with an amount, and what else they need.</summary>
    private static readonly (string Command, (string Name, string Value)[] Others)[] Amounts =
    [
        ("coinflip", [("side", "heads")]), ("slots", []), ("roulette", [("bet", "red")]), ("plinko", []), ("crash", []), ("blackjack", []),
        ("deposit", []), ("withdraw", []), ("limits loss", []), ("pay", [("member", "moderator")]),
    ];

    private static readonly string[] NoAmounts =
    [
        "1e400", "-5", "NaN", "Infinity", "٣", "1,5k", "0x10", "9223372036854775808", "0", "0.4", "101%", "-50%", "1e-3", "½", "1 000 000 000 000 000 000 000", "\u202e005", "\u200f\u200f",
        "all half", "'; DROP TABLE ledger_journal; --", "@everyone", new('9', 4_000),
    ];

    private static readonly (string Command, (string, string)[] Options)[] NoArguments =
    [
        .. new[] { "1", "1.005", "1000.01", "-2", "NaN", "1e3", "٢", "x", "2,5", "0x2", "\u202e2", new string('9', 20) }
            .Select(target => ("crash", new[] { ("amount", "100"), ("target", target) })),
        .. new[] { "37", "-1", "00", "red black", "٣", "1/37", "1/2/3/4/5/6/7", "17/x", "4th12", "column0", "1e1", "\u202eder", new string('1', 20) }
            .Select(bet => ("roulette", new[] { ("amount", "100"), ("bet", bet) })),
        ("pay", [("member", "member"), ("amount", "10")]),
        ("rob", [("victim", "member")]),
    ];

    [Fact]
    public async Task BySlash_EveryHostileWordIsMetWithAnExample_AndNothingMoves()
    {
        await using var bot = await RunningBot.StartAsync();
        var mika = await bot.WithTermsAcceptedAsync("member");
        foreach (var (command, others) in Amounts)
        {
            foreach (var amount in NoAmounts)
            {
                await RefusedAsync(bot, mika, command, [("amount", amount[..Math.Min(amount.Length, LongestPicked)]), .. others]);
            }
        }

        foreach (var (command, options) in NoArguments)
        {
            await RefusedAsync(bot, mika, command, options);
        }

        await NothingMovedAsync(bot, mika);
    }

    [Fact]
    public async Task ByPrefix_EveryHostileWordIsMetWithAnExample_AndNothingMoves()
    {
        await using var bot = await RunningBot.StartAsync();
        var mika = await bot.WithTermsAcceptedAsync("member");
        var self = $"<@{mika.Id}>";
        var robot = $"<@{bot.App.Discord.Cache.Self!.Id}>";
        List<string> lines =
        [
            .. NoAmounts.Where(amount => amount.Length < 1_900 && !string.IsNullOrWhiteSpace(amount)).Select((amount, n) => $".{Amounts[n % 7].Command} {amount}"),
            .. Amounts.Where(amount => amount.Command is not ("blackjack" or "crash" or "limits loss")).Select(amount => $".{amount.Command}"),
            ".crash 100 -2", ".roulette 100 37", $".pay {self} 10", $".pay {robot} 10", ".pay <@999999999999999999> 10", ".pay nobody-of-that-name 10", ".pay @everyone 10",
            $".rob {self}", $".rob {robot}", ".rob <@999999999999999999>", $".slots {new string('9', 1_900)}",
        ];
        foreach (var line in lines)
        {
            var answer = await bot.SayAsync(mika, line);
            Assert.InRange(answer.Text.Length, 10, 700);
            Assert.Contains(answer.Embeds, embed => embed.Color == Refusal);
            Assert.False(answer.Json.GetProperty("mention_everyone").GetBoolean());
        }

        await NothingMovedAsync(bot, mika);
    }

    [Fact]
    public async Task OwnersToo_AreMetWithAnExample_AndMakeOrTakeNothing()
    {
        await using var bot = await OperationsScenarios.StartForOwnerAsync();
        var (rosa, mika) = (await bot.WithTermsAcceptedAsync("owner"), await bot.WithTermsAcceptedAsync("member"));
        foreach (var (command, more) in new (string, string[])[] { ("grant", ["half", "50%", "all", "9000000000000000001"]), ("take", ["1001", "1e18"]) })
        {
            foreach (var amount in NoAmounts.Concat(more))
            {
                await RefusedAsync(bot, rosa, command, [("member", "member"), ("amount", amount[..Math.Min(amount.Length, LongestPicked)]), ("reason", "a test")]);
            }

            await RefusedAsync(bot, rosa, command, [("member", "member"), ("amount", "10"), ("reason", "\u200f\u202e\u200f")]);
            foreach (var line in new[] { $".{command}", $".{command} {mika.Mention}", $".{command} {mika.Mention} 10", $".{command} @everyone 10 x", $".{command} <@999999999999999999> 10 x" })
            {
                Assert.Contains((await bot.SayAsync(rosa, line)).Embeds, embed => embed.Color == Refusal);
            }
        }

        await NothingMovedAsync(bot, mika);
        await NothingMovedAsync(bot, rosa);
    }

    private static async Task RefusedAsync(RunningBot bot, SandboxPerson person, string command, (string, string)[] options)
    {
        var answer = (await bot.SlashAsync(person, command, options)).Message!;
        var said = $"/{command} {string.Join(' ', options)[..Math.Min(80, string.Join(' ', options).Length)]}: {answer.Text}";
        Assert.True(answer.Embeds is [{ Color: Refusal }], said);
        Assert.True(answer.Text.Length is >= 10 and < 700, said);
    }

    private static async Task NothingMovedAsync(RunningBot bot, SandboxPerson person)
    {
        var ledger = bot.App.Services.GetRequiredService<Ledger>();
        Assert.Single(await ledger.HistoryAsync(AccountId.Wallet(new UserId(person.Id.Value)), 10, null, CancellationToken.None));
        Assert.Empty(await ledger.OpenReservationsAsync(CancellationToken.None));
        Assert.True((await ledger.AuditAsync(CancellationToken.None)).IsProved);
        Assert.Empty(bot.Captured.Errors);
    }
}
