using Bronx.Discord.Models;
using Bronx.Features.Economy;
using Bronx.Features.Economy.Badges;
using Bronx.Features.Economy.Balance;
using Bronx.Features.Economy.Bank;
using Bronx.Features.Economy.Daily;
using Bronx.Features.Economy.Pay;
using Bronx.Platform.Ledger;
using Bronx.Testing;

namespace Bronx.Features.Tests.Economy;

public sealed class EconomyTextsTests
{
    private static readonly UserId Ana = new(1001);
    private static readonly UserId Ben = new(1002);
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void Balance_ReadsAsStored() => StoredText.Matches(
        "Economy/Balance",
        ("own", BalanceTexts.Balance(null, new Coins(1_500), new Coins(12_000), [])),
        ("of a newcomer", BalanceTexts.Balance("Ben", Coins.Zero, Coins.Zero, [])),
        ("of somebody with a tricky name", BalanceTexts.Balance("**@everyone** `x`", new Coins(1), new Coins(1_000_000_000), [])),
        ("with badges", BalanceTexts.Balance(null, new Coins(90_000), new Coins(12_000), [.. BadgeRules.ForStreak(30).Select(badge => new EarnedBadge(badge, HeldClock.DefaultStart))])));

    [Fact]
    public void Daily_ReadsAsStored() => StoredText.Matches(
        "Economy/Daily",
        ("first day", DailyTexts.Claimed(Move(AccountId.Mint("daily"), AccountId.Wallet(Ana), 1_432, 0, 2_432), new DailyStreak(Monday, 1))),
        ("third day", DailyTexts.Claimed(Move(AccountId.Mint("daily"), AccountId.Wallet(Ana), 2_431, 0, 9_000), new DailyStreak(Monday, 3))),
        ("long streak", DailyTexts.Claimed(Move(AccountId.Mint("daily"), AccountId.Wallet(Ana), 5_000, 0, 900_000), new DailyStreak(Monday, 1_204))),
        ("again on the same day", DailyTexts.ClaimedBefore(Move(AccountId.Mint("daily"), AccountId.Wallet(Ana), 2_431, 0, 9_000), new DailyStreak(Monday, 3))));

    [Fact]
    public void Moves_ReadAsStored() => StoredText.Matches(
        "Economy/Moves",
        ("deposit", BankTexts.Moved(Move(AccountId.Wallet(Ana), AccountId.Bank(Ana), 500, 1_000, 2_500), Pocket.Wallet)),
        ("withdrawal", BankTexts.Moved(Move(AccountId.Bank(Ana), AccountId.Wallet(Ana), 1, 0, 12_001), Pocket.Bank)),
        ("gift", PayTexts.Paid(Move(AccountId.Wallet(Ana), AccountId.Wallet(Ben), 250, 750, 1_250), Ben)),
        ("gift to oneself", PayTexts.Yourself(".deposit")),
        ("gift into a full wallet", PayTexts.NoRoom(Ben)));

    [Fact]
    public void Refusals_ReadAsStored() => StoredText.Matches(
        "Economy/Refusals",
        ("too little", EconomyTexts.NotEnough(Pocket.Wallet, new Coins(1), new Coins(500), name => "." + name)),
        ("nothing", EconomyTexts.NotEnough(Pocket.Bank, Coins.Zero, new Coins(500), name => "." + name)),
        ("a share of too little", EconomyTexts.NotOneCoin(Pocket.Wallet, new Coins(1), name => "." + name)),
        ("a share of nothing", EconomyTexts.NotOneCoin(Pocket.Wallet, Coins.Zero, name => "." + name)),
        ("above a limit", EconomyTexts.TooMuch(new Coins(1_000_000))),
        ("a full account", EconomyTexts.Full()),
        ("a bot", EconomyTexts.NoAccountForBots()),
        ("somebody without an account", EconomyTexts.NoAccountYet(Ben)));

    private static PostedTransfer Move(AccountId from, AccountId to, long amount, long fromBalance, long toBalance) => new(
        new Transfer(TransferId.From("test"), from, to, new Coins(amount), "Test", TransferOrigin.None),
        new Coins(fromBalance),
        new Coins(toBalance),
        HeldClock.DefaultStart,
        Sequence: 1);
}
