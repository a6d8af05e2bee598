using Bronx.Features.Gambling;
using Bronx.Platform.Storage;

namespace Bronx.Features.Tests.Gambling.Faults;

/// <summary>
/// Every fault with every game, on real stores. Whatever happened: the wallet has what the bet brought and not a coin more or less, nothing
/// stays reserved, the journal is whole, nobody else's coins moved, and an end is shown that says what is in the wallet.
/// </summary>
public sealed class FaultTests
{
    /// <summary>The whole table. One process owns an embedded database: there is no second one beside it.</summary>
    public static TheoryData<Fault, string, DatabaseEngine> Table => [.. from fault in Enum.GetValues<Fault>()
                                                                        from game in Enum.GetValues<Game>()
                                                                        from engine in (DatabaseEngine[])[DatabaseEngine.Sqlite, DatabaseEngine.Postgres]
                                                                        where fault != Fault.SecondProcess || engine == DatabaseEngine.Postgres
                                                                        select (fault, Names.Of(game), engine)];

    [Theory, MemberData(nameof(Table))]
    public async Task EveryGame_EndsOnceAndEveryCoinIsAccountedFor(Fault fault, string game, DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await using var bet = await FaultyBet.BeginAsync(store, Names.Find(game)!.Value);
        await (fault switch
        {
            Fault.DoubleClick => bet.DoubleClickAsync(),
            Fault.TwoGamesAtOnce => bet.TwoAtOnceAsync(),
            Fault.DeletedMessage => bet.DeletedMessageAsync(),
            Fault.ForeignPresser => bet.ForeignPresserAsync(),
            Fault.Restart => bet.RestartAsync(saysGoodbye: true),
            Fault.Kill => bet.RestartAsync(saysGoodbye: false),
            Fault.SecondProcess => bet.SecondProcessAsync(),
            Fault.ForgedButton => bet.ForgedButtonAsync(),
            Fault.DeliveredTwice => bet.DeliveredTwiceAsync(),
            Fault.OutOfOrder => bet.OutOfOrderAsync(),
            Fault.WalkAway => bet.WalkAwayAsync(),
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        });
    }
}
