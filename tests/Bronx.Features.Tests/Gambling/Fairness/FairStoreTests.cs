using Bronx.Discord.Models;
using Bronx.Features.Gambling.Fairness;
using Bronx.Features.Gambling.Limits;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;

namespace Bronx.Features.Tests.Gambling.Fairness;

public sealed class FairStoreTests
{
    private static readonly User Ana = Calls.Person(1001);
    private static readonly User Mika = Calls.Person(1002, "mika");

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task ManyBetsAtOnce_TakeEveryNonceOnceAndRepeatsKeepTheirs(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var fair = Open(store);

        var names = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => Task.Run(async () =>
            (Event: n % 20, (await ReserveAsync(fair, Ana, (ulong)(n % 20) + 1)).Name))));

        Assert.All(names.GroupBy(name => name.Event), repeats => Assert.Single(repeats.Select(repeat => repeat.Name).Distinct()));
        Assert.Equal(Enumerable.Range(0, 20).Select(n => $"1-{n}").Order(), names.Select(name => name.Name).Distinct().Order());
        Assert.Equal("1-0", (await ReserveAsync(fair, Mika, 1)).Name);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Rotation_RevealsWhatWasPromisedAndUsesWhatWasAnnounced(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var fair = Open(store);
        var before = await fair.ViewAsync(Ana.Id, default);
        var bet = await ReserveAsync(fair, Ana, 1);
        var drawn = bet.Stream().Below(1_000_000);

        var (after, isRotated) = (await fair.RotateAsync(Ana.Id, "my own", default))!.Value;

        Assert.True(isRotated);
        var revealed = Assert.IsType<RevealedPair>(after.Revealed);
        Assert.Equal(before.Commitment, FairRules.Commitment(revealed.ServerSeed));
        Assert.Equal(before.NextCommitment, after.Commitment);
        Assert.NotEqual(after.Commitment, after.NextCommitment);
        Assert.Equal((before.ClientSeed, "my own", 2L, 1L), (revealed.ClientSeed, after.ClientSeed, after.Pair, revealed.Bets));
        Assert.Equal(drawn, new FairStream(revealed.ServerSeed, revealed.ClientSeed, 0).Below(1_000_000));
        Assert.Equal(("slots", 1L, 0L), (after.Last[0].Game, after.Last[0].Pair, after.Last[0].Nonce));

        var late = await ReserveAsync(fair, Ana, 1);
        Assert.True(late.IsRevealed);
        Assert.Equal(drawn, late.Stream().Below(1_000_000));
        Assert.Equal("2-0", (await ReserveAsync(fair, Ana, 2)).Name);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task PairWithoutBets_KeepsItsServerSeed(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var fair = Open(store);
        var before = await fair.ViewAsync(Ana.Id, default);

        Assert.IsType<CommandOutcome.Refused>(await new FairRotateCommand(fair).RunAsync(Call(FairRotateCommand.Definition, 1, store), default));
        Assert.IsType<CommandOutcome.Replied>(await new FairSeedCommand(fair).RunAsync(Call(FairSeedCommand.Definition, 2, store, ("text", "my own")), default));

        var after = await fair.ViewAsync(Ana.Id, default);
        Assert.Equal((before.Commitment, 1L, "my own"), (after.Commitment, after.Pair, after.ClientSeed));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Secrets_AreInNoReplyBeforeTheRotation(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        var fair = Open(store);
        await ReserveAsync(fair, Ana, 1);
        var shown = Text(await new FairShowCommand(fair).RunAsync(Call(FairShowCommand.Definition, 2, store), default));
        var rotated = Text(await new FairRotateCommand(fair).RunAsync(Call(FairRotateCommand.Definition, 3, store), default));
        var revealed = Convert.ToHexStringLower((await fair.ViewAsync(Ana.Id, default)).Revealed!.ServerSeed);

        Assert.DoesNotContain(revealed, shown, StringComparison.Ordinal);
        Assert.Contains(revealed, rotated, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BadClientSeed_ChangesNothing()
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        var fair = Open(store);
        var before = await fair.ViewAsync(Ana.Id, default);

        var end = await new FairSeedCommand(fair).RunAsync(Call(FairSeedCommand.Definition, 2, store, ("text", "na`ive")), default);

        Assert.Equal(Refusal.BadArgument, Assert.IsType<CommandOutcome.Refused>(end).Why);
        Assert.Equal(before.ClientSeed, (await fair.ViewAsync(Ana.Id, default)).ClientSeed);
    }

    private static FairStore Open(OpenStore store) => new(store.Database, SeedSource.Cryptographic(), new LimitStore(store.Database, store.Clock), store.Clock);

    private static async Task<FairBet> ReserveAsync(FairStore fair, User person, ulong placedBy) =>
        (await fair.ReserveAsync(person.Id, placedBy, "slots", new Coins(100), default)).Bet!;

    private static string Text(CommandOutcome outcome) => StoredText.Show(Assert.IsType<CommandOutcome.Replied>(outcome).Reply);

    private static CommandCall Call(CommandDefinition command, ulong eventId, OpenStore store, params (string, object)[] arguments) =>
        Calls.Command(command, Ana, eventId, store.Clock.GetUtcNow(), arguments: arguments);
}
