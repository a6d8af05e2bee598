using Bronx.Discord.Models;
using Bronx.Features.Gambling;
using Bronx.Features.Gambling.Slots;
using Bronx.Platform.Commands;
using Bronx.Platform.Options;
using Bronx.Platform.Storage;
using Bronx.Platform.Text;

namespace Bronx.Features.Tests.Gambling;

public sealed class StakeLimitTests
{
    private static readonly User Ana = Calls.Person(1001);

    [Fact]
    public async Task AServersLimits_HoldForEveryBet()
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        await store.GiveAsync(Ana.Id, 10_000);
        await using var hall = new Hall(store, Luck.Of(_ => true));
        await store.Options.ChangeAsync(
            Calls.Server, new Dictionary<string, string?> { ["gambling.smallest"] = "50", ["gambling.largest"] = "500" }, new OptionCause(Ana.Id, "test"), default);
        Assert.Null(await RefusalAsync(hall, "50"));
        Assert.Null(await RefusalAsync(hall, "500"));
        Assert.Contains("is 50 coins here", await RefusalAsync(hall, "49"), StringComparison.Ordinal);
        Assert.Contains("here is 500 coins", await RefusalAsync(hall, "501"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LimitsThatExcludeEachOther_AreRefused()
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        Assert.IsType<OptionChangeOutcome.Refused>(await store.Options.ChangeAsync(
            Calls.Server, new Dictionary<string, string?> { ["gambling.smallest"] = "501", ["gambling.largest"] = "500" }, new OptionCause(Ana.Id, "test"), default));
    }

    private static async Task<string?> RefusalAsync(Hall hall, string amount)
    {
        var call = Calls.Command(SlotsCommand.Definition, Ana, 1, HeldNow);
        var (_, refusal) = await hall.Stakes.ReadAsync(Game.Slots, call, AmountExpression.Parse(amount).Amount, default);
        return refusal is CommandOutcome.Refused refused ? refused.Reply.Embeds[0].Description : null;
    }

    private static readonly DateTimeOffset HeldNow = Bronx.Testing.HeldClock.DefaultStart;
}
