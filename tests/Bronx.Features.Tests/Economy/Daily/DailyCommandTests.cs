using Bronx.Discord.Models;
using Bronx.Features.Economy;
using Bronx.Features.Economy.Daily;
using Bronx.Features.Economy.Leaderboard;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;

namespace Bronx.Features.Tests.Economy.Daily;

public sealed class DailyCommandTests
{
    private static readonly User Ana = Calls.Person(1001);

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task Streak_PaysMoreEachDayAndStartsOverAfterAMissedOne(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        ulong day = 100;

        Assert.Equal(new Coins(1_007), await ClaimAsync());
        store.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(new Coins(1_507), await ClaimAsync());
        store.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(new Coins(2_007), await ClaimAsync());
        store.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(new Coins(1_007), await ClaimAsync());
        await store.BalancesAsync();

        async Task<Coins> ClaimAsync()
        {
            var before = await store.WalletAsync(Ana.Id);
            Assert.IsType<CommandOutcome.Replied>(await RunAsync(store, ++day, luck: 7));
            return await store.WalletAsync(Ana.Id) - before;
        }
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task FiftyClaimsAtOnce_PayOnceAndAllNameTheSameCoins(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);

        var ends = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => Task.Run(() => RunAsync(store, 100 + (ulong)n, luck: n * 10))));

        var paid = await store.WalletAsync(Ana.Id);
        Assert.Single(ends.OfType<CommandOutcome.Replied>());
        Assert.All(ends.OfType<CommandOutcome.Refused>(), refused =>
        {
            Assert.Equal(Refusal.OnCooldown, refused.Why);
            Assert.Contains(paid.ToString(), refused.Reply.Embeds[0].Description, StringComparison.Ordinal);
        });
        Assert.InRange(paid.Value, 1_000, 2_000);
        await store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task SameEventAgain_ShowsTheSameResult(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);

        var first = Assert.IsType<CommandOutcome.Replied>(await RunAsync(store, 100, luck: 5));
        var again = Assert.IsType<CommandOutcome.Replied>(await RunAsync(store, 100, luck: 900));

        Assert.Equal(StoredText.Show(first.Reply), StoredText.Show(again.Reply));
        Assert.Equal(new Coins(1_005), await store.WalletAsync(Ana.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Midnight_IsThatOfUtc(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        store.Clock.Advance(TimeSpan.FromHours(14.99)); // 23:59:24 on Monday
        Assert.IsType<CommandOutcome.Replied>(await RunAsync(store, 100));
        var refused = Assert.IsType<CommandOutcome.Refused>(await RunAsync(store, 101));
        store.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.IsType<CommandOutcome.Replied>(await RunAsync(store, 102));
        Assert.Contains("<t:1772496000:f>", refused.Reply.Embeds[0].Description, StringComparison.Ordinal);
        Assert.Equal(new Coins(1_000 + 1_500), await store.WalletAsync(Ana.Id));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task DyingBetweenCoinsAndStreak_IsMendedByTheNextTry(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await RunAsync(store, 100);
        store.Clock.Advance(TimeSpan.FromDays(1));
        var tuesday = new Transfer(
            TransferId.From("daily", Ana.Id, "2026-03-03"), AccountId.Mint("daily"), AccountId.Wallet(Ana.Id), new Coins(1_777), "Daily coins", TransferOrigin.None);
        await store.Ledger.PostAsync(tuesday, default);

        var refused = Assert.IsType<CommandOutcome.Refused>(await RunAsync(store, 101));
        Assert.Contains("1,777", refused.Reply.Embeds[0].Description, StringComparison.Ordinal);

        Assert.Equal(new DailyStreak(new DateOnly(2026, 3, 3), 2), await new EconomyStore(store.Database).StreakAsync(Ana.Id, default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task OlderDay_NeverReplacesANewerOne(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var streaks = new EconomyStore(store.Database);
        var tuesday = new DailyStreak(new DateOnly(2026, 3, 3), 9);
        await streaks.KeepStreakAsync(Ana.Id, tuesday, default);
        await streaks.KeepStreakAsync(Ana.Id, new DailyStreak(new DateOnly(2026, 3, 2), 1), default);

        Assert.Equal(tuesday, await streaks.StreakAsync(Ana.Id, default));
    }

    private static Task<CommandOutcome> RunAsync(OpenStore store, ulong eventId, int luck = 0) =>
        new DailyCommand(store.Ledger, new EconomyStore(store.Database), new Regulars(new LeaderboardStore(store.Database)), store.Badges, new Chance(_ => luck))
            .RunAsync(Calls.Command(DailyCommand.Definition, Ana, eventId, store.Clock.GetUtcNow()), default).AsTask();
}
