using Bronx.Discord.Models;
using Bronx.Features.Economy;
using Bronx.Features.Economy.Beg;
using Bronx.Features.Economy.Leaderboard;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;

namespace Bronx.Features.Tests.Economy.Beg;

public sealed class BegCommandTests
{
    private static readonly User Ana = Calls.Person(1001);

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task Alms_StayInTheirBandAndComeOncePerEvent(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await BegAsync(store, 1, _ => 0);
        await BegAsync(store, 1, below => below == BegRules.NothingOneOf ? 0 : below - 1);
        Assert.Equal(new Coins(BegRules.Least), await store.WalletAsync(Ana.Id));
        await BegAsync(store, 2, below => below == BegRules.NothingOneOf ? 0 : below - 1);
        Assert.Equal(new Coins(BegRules.Least + BegRules.Most), await store.WalletAsync(Ana.Id));
        await BegAsync(store, 3, below => below - 1);
        Assert.Equal(new Coins(BegRules.Least + BegRules.Most), await store.WalletAsync(Ana.Id));
        await store.BalancesAsync();
    }

    [Fact]
    public void Pause_OutlivesARestart() => Assert.True(BegCommand.Definition.Cooldown!.KeptOverRestarts);

    private static async Task BegAsync(OpenStore store, ulong eventId, Func<int, int> chance) => Assert.IsType<CommandOutcome.Replied>(
        await new BegCommand(store.Ledger, new Regulars(new LeaderboardStore(store.Database)), new Chance(chance))
            .RunAsync(Calls.Command(BegCommand.Definition, Ana, eventId, store.Clock.GetUtcNow()), default));
}
