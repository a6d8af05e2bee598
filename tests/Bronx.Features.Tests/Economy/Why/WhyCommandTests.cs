using Bronx.Discord.Models;
using Bronx.Features.Economy.Why;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Testing;

namespace Bronx.Features.Tests.Economy.Why;

public sealed class WhyCommandTests
{
    private static readonly User Ana = Calls.Person(1001);
    private static readonly UserId Ben = new(1002);

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task Statement_ShowsEveryMovementOnceForwardsAndBackwards(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        for (ulong n = 1; n <= 19; n++)
        {
            var (from, to) = n % 3 == 0 ? (AccountId.Wallet(Ana.Id), AccountId.Wallet(Ben)) : (AccountId.Wallet(Ana.Id), AccountId.Bank(Ana.Id));
            await store.Ledger.PostAsync(new Transfer(TransferId.From("move", n), from, to, new Coins((long)n), $"No {n}", TransferOrigin.None), default);
        }

        var newest = await OpenAsync(store);
        var second = await TurnAsync(store, Calls.Button(newest, "Older"));
        var oldest = await TurnAsync(store, Calls.Button(second, "Older"));
        var back = await TurnAsync(store, Calls.Button(oldest, "Newer"));

        var lines = new[] { newest, second, oldest }.SelectMany(reply => reply.Embeds[0].Description!.Split('\n')).Where(line => line.Contains("No ", StringComparison.Ordinal)).ToList();
        Assert.Equal(19, lines.Count);
        Assert.Equal(19, lines.Distinct().Count());
        Assert.Contains("**+1,000** Test, from the mint", oldest.Embeds[0].Description, StringComparison.Ordinal);
        Assert.Equal(StoredText.Show(second), StoredText.Show(back));
        Assert.True(oldest.Components[0].Components![1].Disabled);
        Assert.True(newest.Components[0].Components![0].Disabled);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task SomebodyWithoutCoins_IsToldHowToBegin(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        Assert.Contains("daily", (await OpenAsync(store)).Embeds[0].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SomebodyElsesCoins_AreForOwnersAloneOnEveryPage()
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        for (var n = 1; n <= 12; n++)
        {
            await store.GiveAsync(Ana.Id, n);
        }

        var book = new WhyBook(store.Ledger);
        var ben = Calls.Person(Ben.Value);
        var now = store.Clock.GetUtcNow();
        (string, object) named = ("member", new MemberArgument(Ana, null));
        Assert.Equal(
            Refusal.OwnersOnly, Assert.IsType<CommandOutcome.Refused>(await new WhyCommand(book).RunAsync(Calls.Command(WhyCommand.Definition, ben, 1, now, arguments: named), default)).Why);

        var page = Assert.IsType<CommandOutcome.Replied>(await new WhyCommand(book).RunAsync(Calls.OwnerCommand(WhyCommand.Definition, ben, 2, now, named), default)).Reply;
        Assert.Contains("+12", page.Embeds[0].Description, StringComparison.Ordinal);

        // The button says whose coins, but not that its reader is an owner: that is asked at every press.
        var older = Calls.Press(WhyCommand.Definition, Calls.Button(page, "Older"), ben, 3, now);
        Assert.Equal(Refusal.OwnersOnly, Assert.IsType<CommandOutcome.Refused>(await new TurnWhyPage(book).RunAsync(older, default)).Why);
    }

    [Fact]
    public void Statement_ReadsAsStored()
    {
        var here = new TransferOrigin(Ana.Id, new GuildId(400), new ChannelId(500), 600);
        var (wallet, bank) = (AccountId.Wallet(Ana.Id), AccountId.Bank(Ana.Id));
        var page = new WhyPage(
            [
                Move(9, AccountId.Mint("daily"), wallet, 1_432, "Daily coins", here),
                Move(8, wallet, bank, 500, "Deposit", here),
                Move(7, bank, wallet, 1, "Withdrawal", here),
                Move(6, wallet, AccountId.Wallet(Ben), 250, "Gift", here with { Guild = null }),
                Move(5, AccountId.Wallet(Ben), wallet, 20, "Gift", new TransferOrigin(Ben, null, new ChannelId(501), 601)),
                Move(4, wallet, AccountId.Held, 100, "Coinflip stake", TransferOrigin.None),
                Move(3, AccountId.House("coinflip"), wallet, 196, "Coinflip **won**", TransferOrigin.None),
                Move(2, wallet, AccountId.Sink("bank"), 5_000, "Bigger bank", here),
            ],
            HasOlder: true);
        StoredText.Matches(
            "Economy/Why/Statement",
            ("newest page", WhyTexts.Statement(Ana.Id, Ana.Id, page, [], ".daily")),
            ("a later and last page", WhyTexts.Statement(Ana.Id, Ana.Id, page with { HasOlder = false, Moves = [page.Moves[0]] }, [30, 20], ".daily")),
            ("all on one page", WhyTexts.Statement(Ana.Id, Ana.Id, page with { HasOlder = false, Moves = [page.Moves[1]] }, [], ".daily")),
            ("nothing yet", WhyTexts.Statement(Ana.Id, Ana.Id, new WhyPage([], false), [], ".daily")),
            ("somebody else's, for an owner", WhyTexts.Statement(Ana.Id, Ben, page with { Moves = [page.Moves[1]] }, [], ".daily")),
            ("not for others", WhyTexts.NotYours(Ben, ".why")),
            ("nothing older", WhyTexts.Statement(Ana.Id, Ana.Id, new WhyPage([], false), [5], ".daily")));
    }

    private static PostedTransfer Move(long sequence, AccountId from, AccountId to, long amount, string reason, TransferOrigin origin) => new(
        new Transfer(TransferId.From("test", (ulong)sequence), from, to, new Coins(amount), reason, origin), Coins.Zero, Coins.Zero, HeldClock.DefaultStart, sequence);

    private static async Task<Reply> OpenAsync(OpenStore store) => Assert.IsType<CommandOutcome.Replied>(
        await new WhyCommand(new WhyBook(store.Ledger)).RunAsync(Calls.Command(WhyCommand.Definition, Ana, 9, store.Clock.GetUtcNow()), default)).Reply;

    private static async Task<Reply> TurnAsync(OpenStore store, string id) => Assert.IsType<CommandOutcome.Updated>(
        await new TurnWhyPage(new WhyBook(store.Ledger)).RunAsync(Calls.Press(WhyCommand.Definition, id, Ana, 10, store.Clock.GetUtcNow()), default)).Reply;
}
