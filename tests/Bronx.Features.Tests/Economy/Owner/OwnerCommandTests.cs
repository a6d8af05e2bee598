using Bronx.Discord.Models;
using Bronx.Features.Economy.Owner;
using Bronx.Features.Economy.Why;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Platform.Text;
using Bronx.Testing;

namespace Bronx.Features.Tests.Economy.Owner;

public sealed class OwnerCommandTests
{
    private static readonly User Owner = Calls.Person(1);
    private static readonly User Ana = Calls.Person(1001);

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task GrantAndTake_HappenOncePerEventAndShowInWhy(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 10);
        await GrantAsync(store, 1, "2k", "bug of 3 March");
        await GrantAsync(store, 1, "2k", "bug of 3 March");
        await TakeAsync(store, 2, "half", "granted **too** much");
        await TakeAsync(store, 2, "half", "granted **too** much");

        Assert.Equal(new Coins(1_005), await store.WalletAsync(Ana.Id));
        var why = (await new WhyBook(store.Ledger).OpenAsync(Ana.Id, Ana.Id, [], ".daily", default)).Embeds[0].Description!;
        Assert.Contains("**+2,000** Grant: bug of 3 March, from the mint", why, StringComparison.Ordinal);
        Assert.Contains("**−1,005** Taken: granted \\*\\*too\\*\\* much, gone for good", why, StringComparison.Ordinal);
        Assert.Contains("https://discord.com/channels/400/500/2", why, StringComparison.Ordinal);
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task WhatCannotBe_IsRefusedAndMovesNothing(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        Assert.Equal(Refusal.RuleOfTheGame, Why(await GrantAsync(store, 1, "5", "no account yet")));
        await store.GiveAsync(Ana.Id, 10);
        Assert.Equal(Refusal.BadArgument, Why(await GrantAsync(store, 2, "half", "a share of nothing")));
        Assert.Equal(Refusal.BadArgument, Why(await GrantAsync(store, 3, "5", "for <@100000000000000001>")));
        Assert.Equal(Refusal.BadArgument, Why(await GrantAsync(store, 4, "5", "to a bot", Ana with { Bot = true })));
        Assert.Equal(Refusal.InsufficientFunds, Why(await TakeAsync(store, 5, "11", "too much")));
        Assert.Equal(Refusal.BadArgument, Why(await TakeAsync(store, 6, "5", "\u0007")));
        Assert.Equal(new Coins(10), await store.WalletAsync(Ana.Id));
    }

    [Fact]
    public void OnlyOwners_MayUseThem() => Assert.True(GrantCommand.Definition.OwnerOnly && TakeCommand.Definition.OwnerOnly);

    [Fact]
    public void Reason_BecomesOnePrintableLine()
    {
        Assert.Equal("a b", OwnerReason.Clean(" a\nb "));
        Assert.Null(OwnerReason.Clean("\n \u200B"));
        Assert.Null(OwnerReason.Clean(new string('x', OwnerReason.MaxLength + 1)));
        Assert.NotNull(OwnerReason.Clean("half \uD83D of a pair"));
    }

    [Fact]
    public void Texts_ReadAsStored()
    {
        var move = new PostedTransfer(
            new Transfer(TransferId.From("x"), AccountId.Mint("owner"), AccountId.Wallet(Ana.Id), new Coins(500), "Grant: bug of 3 March", TransferOrigin.None),
            new Coins(20), new Coins(700), HeldClock.DefaultStart, 1);
        StoredText.Matches(
            "Economy/Owner/Texts",
            ("granted", OwnerTexts.Granted(Ana.Id, move)),
            ("taken", OwnerTexts.Taken(Ana.Id, move)),
            ("a share", OwnerTexts.NoShares()),
            ("a bad reason", OwnerTexts.BadReason()),
            ("too much", OwnerTexts.HasLess(Ana.Id, new Coins(10))));
    }

    private static Refusal Why(CommandOutcome outcome) => Assert.IsType<CommandOutcome.Refused>(outcome).Why;

    private static Task<CommandOutcome> GrantAsync(OpenStore store, ulong eventId, string amount, string reason, User? person = null) =>
        new GrantCommand(store.Ledger).RunAsync(Call(GrantCommand.Definition, store, eventId, amount, reason, person ?? Ana), default).AsTask();

    private static Task<CommandOutcome> TakeAsync(OpenStore store, ulong eventId, string amount, string reason) =>
        new TakeCommand(store.Ledger).RunAsync(Call(TakeCommand.Definition, store, eventId, amount, reason, Ana), default).AsTask();

    private static CommandCall Call(CommandDefinition command, OpenStore store, ulong eventId, string amount, string reason, User person) => Calls.Command(
        command,
        Owner,
        eventId,
        store.Clock.GetUtcNow(),
        arguments: [("member", new MemberArgument(person, null)), ("amount", AmountExpression.Parse(amount).Amount), ("reason", reason)]);
}
