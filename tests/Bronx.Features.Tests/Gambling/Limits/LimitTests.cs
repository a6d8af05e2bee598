using Bronx.Discord.Models;
using Bronx.Features.Gambling;
using Bronx.Features.Gambling.Coinflip;
using Bronx.Features.Gambling.Fairness;
using Bronx.Features.Gambling.Limits;
using Bronx.Features.Gambling.Roulette;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using FsCheck.Fluent;

namespace Bronx.Features.Tests.Gambling.Limits;

public sealed class LimitTests
{
    private static readonly User Ana = Calls.Person(1001);
    private static readonly Func<SeedSource> NeverSeventeen = Luck.Of(20, stream => RouletteRules.Spin(stream) != 17);

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task LossLimit_StopsTheDayAndRenewsAtMidnight(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 10_000);
        await using var hall = new Hall(store, NeverSeventeen);
        await SetLossAsync(hall, store, "1k");

        Assert.IsType<CommandOutcome.Replied>(await hall.RouletteAsync(Ana, 1, "700", "17"));
        var tooMuch = Assert.IsType<CommandOutcome.Refused>(await hall.RouletteAsync(Ana, 2, "400", "17"));
        Assert.Contains("still stake 300 coins", StoredText.Show(tooMuch.Reply), StringComparison.Ordinal);
        Assert.IsType<CommandOutcome.Replied>(await hall.RouletteAsync(Ana, 3, "300", "17"));
        Assert.Contains("reached the loss limit", StoredText.Show(Assert.IsType<CommandOutcome.Refused>(await hall.RouletteAsync(Ana, 4, "10", "17")).Reply), StringComparison.Ordinal);
        Assert.Equal(new Coins(9_000), await store.WalletAsync(Ana.Id));

        store.Clock.Advance(TimeSpan.FromHours(15));
        Assert.IsType<CommandOutcome.Replied>(await hall.RouletteAsync(Ana, 5, "1000", "17"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task LossLimit_CountsWinningsAgainstLosses(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 10_000);
        await using var hall = new Hall(store, Luck.Of(stream => CoinflipRules.Toss(stream) == CoinSide.Heads));
        await SetLossAsync(hall, store, "500");

        Assert.IsType<CommandOutcome.Replied>(await hall.FlipAsync(Ana, 1, "500", CoinSide.Heads));
        Assert.Equal(new Coins(-480), (await hall.Limits.ViewAsync(Ana.Id, default)).LostToday);
        Assert.IsType<CommandOutcome.Replied>(await hall.RouletteAsync(Ana, 2, "980", "17"));
    }

    /// <summary>A stake that runs counts as lost: not one of many bets at once slips past the limit.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task BetsAtOnce_NeverPassTheLimitTogether(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 10_000);
        await using var hall = new Hall(store, NeverSeventeen);
        await SetLossAsync(hall, store, "1k");
        await hall.Fair.ViewAsync(Ana.Id, default);

        var ends = await Task.WhenAll(Enumerable.Range(1, 20).Select(n => Task.Run(() => hall.RouletteAsync(Ana, (ulong)n, "300", "17"))));

        Assert.Equal(3, ends.OfType<CommandOutcome.Replied>().Count());
        Assert.Equal(new Coins(9_100), await store.WalletAsync(Ana.Id));
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task RunningHand_CountsAsLostAndASecondStakeIsCheckedToo(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 10_000);
        var eleven = Luck.Of(stream => Features.Gambling.Blackjack.Round.Replay(stream, "d") is { IsOver: true });
        await using var hall = new Hall(store, eleven);
        await SetLossAsync(hall, store, "500");
        var screen = new Screening();
        await hall.DealAsync(Ana, 1, "300", screen);

        Assert.Equal(Refusal.RuleOfTheGame, Assert.IsType<CommandOutcome.Refused>(await hall.MoveAsync(Ana, 2, Calls.Button(screen.Last, "Double"))).Why);
        Assert.IsType<CommandOutcome.Refused>(await hall.RouletteAsync(Ana, 3, "300", "17"));
        Assert.Equal(new Coins(9_700), await store.WalletAsync(Ana.Id));
        Assert.IsType<CommandOutcome.Updated>(await hall.MoveAsync(Ana, 4, Calls.Button(screen.Last, "Stand")));
        var (_, lost) = await hall.Limits.ViewAsync(Ana.Id, default);
        Assert.Equal(new Coins(10_000) - await store.WalletAsync(Ana.Id), lost);
    }

    /// <summary>A process that dies after the coins moved and before the limit heard of it: the next bet that would not fit asks the ledger.</summary>
    [Theory, MemberData(nameof(Engines))]
    public async Task UntoldWinnings_AreMadeUpForFromTheLedger(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 10_000);
        await using var hall = new Hall(store, Luck.Of(stream => CoinflipRules.Toss(stream) == CoinSide.Heads));
        Assert.IsType<CommandOutcome.Replied>(await hall.FlipAsync(Ana, 1, "500", CoinSide.Heads));
        await SetLossAsync(hall, store, "500");
        await store.Database.WriteAsync(
            (connection, transaction) => Dapper.SqlMapper.ExecuteAsync(connection, "UPDATE gambling_limits SET counted_from = 0", transaction: transaction), default);

        Assert.Equal(new Coins(500), (await hall.Limits.ViewAsync(Ana.Id, default)).LostToday);
        Assert.IsType<CommandOutcome.Replied>(await hall.RouletteAsync(Ana, 2, "500", "17"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task BetThatWasNotPlayed_CostsNothingOfTheLimit(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, NeverSeventeen);
        await SetLossAsync(hall, store, "1k");
        var bet = new Bet(Game.Roulette, Ana.Id, 1, new Coins(1_000), (_, _) => Coins.Zero);
        await store.Ledger.PostAsync(new Transfer(TransferId.From("gone"), AccountId.Wallet(Ana.Id), AccountId.Sink("test"), new Coins(500), "Test", TransferOrigin.None), default);

        Assert.NotNull((await hall.House.PlayAsync(bet, Calls.Command(RouletteCommand.Definition, Ana, 1, store.Clock.GetUtcNow()), default)).Refusal);
        Assert.Equal(Coins.Zero, (await hall.Limits.ViewAsync(Ana.Id, default)).LostToday);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Exclusion_ClosesEveryGameAndCanOnlyGrow(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, NeverSeventeen);

        var asked = await ExcludeAsync(hall, store, 1, TimeSpan.FromDays(7));
        Assert.IsType<CommandOutcome.Replied>(await hall.RouletteAsync(Ana, 2, "10", "17"));
        var week = store.Clock.GetUtcNow().AddDays(7);
        await PressAsync(hall, store, 3, asked);
        Assert.Equal(week, (await hall.Limits.ViewAsync(Ana.Id, default)).Limits.ExcludedUntil);

        await PressAsync(hall, store, 4, ExcludeButton.Id(Ana.Id, TimeSpan.FromDays(1)));
        Assert.Equal(week, (await hall.Limits.ViewAsync(Ana.Id, default)).Limits.ExcludedUntil);
        Assert.DoesNotContain("[", await TextOfExcludeAsync(hall, store, 5, TimeSpan.FromDays(2)), StringComparison.Ordinal);

        CommandOutcome[] ends =
        [
            await hall.RouletteAsync(Ana, 10, "10", "17"), await hall.SlotsAsync(Ana, 11, "10"), await hall.PlinkoAsync(Ana, 12, "100"),
            await hall.FlipAsync(Ana, 13, "10", CoinSide.Heads), await hall.DealAsync(Ana, 14, "10"), await hall.LaunchAsync(Ana, 15, "100"),
        ];
        Assert.All(ends, end => Assert.Contains("asked me to keep you", StoredText.Show(Assert.IsType<CommandOutcome.Refused>(end).Reply), StringComparison.Ordinal));
        Assert.Equal(new Coins(990), await store.WalletAsync(Ana.Id));

        store.Clock.Advance(TimeSpan.FromDays(7));
        Assert.IsType<CommandOutcome.Replied>(await hall.RouletteAsync(Ana, 16, "10", "17"));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task LooserLimit_WaitsADayAndATighterOneDoesNot(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await using var hall = new Hall(store, NeverSeventeen);
        await SetLossAsync(hall, store, "1k");
        await SetLossAsync(hall, store, "5k");
        Assert.Equal(new Coins(1_000), (await hall.Limits.ViewAsync(Ana.Id, default)).Limits.DailyLoss);
        store.Clock.Advance(LimitRules.LooserAfter);
        Assert.Equal(new Coins(5_000), (await hall.Limits.ViewAsync(Ana.Id, default)).Limits.DailyLoss);

        await SetLossAsync(hall, store, "off");
        await SetLossAsync(hall, store, "2k");
        var (limits, _) = await hall.Limits.ViewAsync(Ana.Id, default);
        Assert.Equal((new Coins(2_000), null), (limits.DailyLoss, limits.Next));
        await SetLossAsync(hall, store, "off");
        store.Clock.Advance(LimitRules.LooserAfter);
        Assert.Null((await hall.Limits.ViewAsync(Ana.Id, default)).Limits.DailyLoss);
    }

    [Theory]
    [InlineData("50%")]
    [InlineData("all")]
    [InlineData("half")]
    [InlineData("-5")]
    [InlineData("nan")]
    [InlineData("tomorrow")]
    public async Task NonsenseIsNoLimit(string amount)
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        await using var hall = new Hall(store, NeverSeventeen);
        var call = Calls.Command(LimitsLossCommand.Definition, Ana, 1, store.Clock.GetUtcNow(), arguments: ("amount", amount));
        Assert.Equal(Refusal.BadArgument, Assert.IsType<CommandOutcome.Refused>(await new LimitsLossCommand(hall.Limits, store.Clock).RunAsync(call, default)).Why);
        Assert.Equal(PlayerLimits.None, (await hall.Limits.ViewAsync(Ana.Id, default)).Limits);
    }

    /// <summary>Whatever is asked for, in whatever order: before 24 hours are over nobody may lose more than was allowed.</summary>
    [Fact]
    public void AnyWishes_NeverLoosenALimitWithinADay() => FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(
        FsCheck.Fluent.ArbMap.Default.GeneratorFor<(ushort, ushort)[]>().ToArbitrary(),
        wishes =>
        {
            var (now, limits) = (DateTimeOffset.UnixEpoch, LimitRules.WithDailyLoss(PlayerLimits.None, new Coins(100), DateTimeOffset.UnixEpoch));
            foreach (var (minutes, coins) in wishes ?? [])
            {
                var before = LimitRules.At(limits, now);
                var step = TimeSpan.FromMinutes(minutes % 600);
                var changed = LimitRules.WithDailyLoss(limits, coins == 0 ? null : new Coins(coins), now);
                var soon = LimitRules.At(changed, now + TimeSpan.FromMinutes(1));
                var isLooser = soon.DailyLoss is not { } then || (before.DailyLoss is { } was && then > was);
                var wasDue = before.DailyLoss is null || before.Next is { } next && next.From <= now + TimeSpan.FromMinutes(1);
                if (isLooser && !wasDue)
                {
                    return false;
                }

                (limits, now) = (changed, now + step);
            }

            return true;
        }));

    [Fact]
    public void Texts_ReadAsStored()
    {
        var now = DateTimeOffset.UnixEpoch.AddDays(20_000);
        var limits = new PlayerLimits(new Coins(5_000), new PendingLimit(null, now.AddHours(20)), now, now.AddDays(7));
        string Spelling(string name) => "." + name;
        StoredText.Matches(
            "Gambling/Limits/Texts",
            ("nothing set", LimitTexts.View(PlayerLimits.None, Coins.Zero, now, Spelling)),
            ("both set", LimitTexts.View(limits, new Coins(1_200), now, Spelling)),
            ("loss limit set", LimitTexts.LossSet(limits with { Next = null }, Spelling)),
            ("a looser one", LimitTexts.LossSet(limits, Spelling)),
            ("none there", LimitTexts.LossSet(PlayerLimits.None, Spelling)),
            ("no amount", LimitTexts.NotAnAmount(".limits loss")),
            ("asked to exclude", LimitTexts.AskToExclude(Ana.Id, TimeSpan.FromDays(7), now.AddDays(7))),
            ("excluded", LimitTexts.Excluded(now.AddDays(7))),
            ("refused: excluded", Shown(new LimitProblem.Excluded(now.AddDays(7)))),
            ("refused: too much", Shown(new LimitProblem.LossLimit(new Coins(5_000), new Coins(300), now.AddHours(5)))),
            ("refused: nothing left", Shown(new LimitProblem.LossLimit(new Coins(5_000), Coins.Zero, now.AddHours(5)))));

        static Reply Shown(LimitProblem problem) => Assert.IsType<CommandOutcome.Refused>(LimitTexts.Refuse(problem)).Reply;
    }

    private static async Task SetLossAsync(Hall hall, OpenStore store, string amount)
    {
        var call = Calls.Command(LimitsLossCommand.Definition, Ana, 1, store.Clock.GetUtcNow(), arguments: ("amount", amount));
        Assert.IsType<CommandOutcome.Replied>(await new LimitsLossCommand(hall.Limits, store.Clock).RunAsync(call, default));
    }

    private static async Task<string> ExcludeAsync(Hall hall, OpenStore store, ulong eventId, TimeSpan span) =>
        Calls.Button((await AskAsync(hall, store, eventId, span)).Reply, "Yes, close the games for me");

    private static async Task<string> TextOfExcludeAsync(Hall hall, OpenStore store, ulong eventId, TimeSpan span) =>
        StoredText.Show((await AskAsync(hall, store, eventId, span)).Reply);

    private static async Task<CommandOutcome.Replied> AskAsync(Hall hall, OpenStore store, ulong eventId, TimeSpan span) => Assert.IsType<CommandOutcome.Replied>(
        await new LimitsExcludeCommand(hall.Limits, store.Clock).RunAsync(
            Calls.Command(LimitsExcludeCommand.Definition, Ana, eventId, store.Clock.GetUtcNow(), arguments: ("time", span)), default));

    private static async Task PressAsync(Hall hall, OpenStore store, ulong eventId, string customId) => Assert.IsType<CommandOutcome.Updated>(
        await new ExcludeButton(hall.Limits, store.Clock).RunAsync(Calls.Press(LimitsExcludeCommand.Definition, customId, Ana, eventId, store.Clock.GetUtcNow()), default));
}
