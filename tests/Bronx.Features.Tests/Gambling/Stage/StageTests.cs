using Bronx.Discord.Models;
using Bronx.Features.Gambling.Coinflip;
using Bronx.Features.Gambling.Fairness;
using Bronx.Features.Gambling.Stage;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;

namespace Bronx.Features.Tests.Gambling.Stage;

/// <summary>Answers that move: they end on the true end, whatever happens to their frames, their message or their process.</summary>
public sealed class StageTests
{
    private static readonly User Ana = Calls.Person(1001);
    private static readonly Func<SeedSource> Any = () => Luck.Numbered(1);

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task EveryGameThatEndsAtOnce_MovesAndEndsOnWhatItWouldHaveSaidAtOnce(DatabaseEngine engine)
    {
        await using var still = await OpenStore.OpenAsync(engine);
        await using var moving = await OpenStore.OpenAsync(engine);
        foreach (var store in (OpenStore[])[still, moving])
        {
            await store.GiveAsync(Ana.Id, 10_000);
        }

        await using var plain = new Hall(still, Any);
        await using var lively = new Hall(moving, Any, moves: true);
        Func<Hall, ulong, Screening?, Task<CommandOutcome>>[] games =
        [
            (hall, id, on) => hall.FlipAsync(Ana, id, "500", CoinSide.Heads, on),
            (hall, id, on) => hall.SlotsAsync(Ana, id, "500", on),
            (hall, id, on) => hall.RouletteAsync(Ana, id, "500", "red", on),
            (hall, id, on) => hall.PlinkoAsync(Ana, id, "500", on),
        ];
        for (var id = 1UL; id <= (ulong)games.Length; id++)
        {
            var end = Assert.IsType<CommandOutcome.Replied>(await games[id - 1](plain, id, null)).Reply;
            var screen = new Screening();
            Assert.IsType<CommandOutcome.Acknowledged>(await games[id - 1](lively, id, screen));

            // The coins are where they belong before anything moves.
            Assert.Equal(await still.WalletAsync(Ana.Id), await moving.WalletAsync(Ana.Id));
            await moving.PassUntilAsync(lively.Stage.WhenStillAsync(Ana.Id, id));
            Assert.Single(screen.Frames);
            Assert.NotEqual(end.Embeds[0].Title, screen.Last.Embeds[0].Title);
            Assert.Equal(end.Embeds[0], lively.Wire.Shown[^1].Embeds![0]);
            Assert.Empty(lively.Wire.Shown[^1].Components!);
            Assert.Null(await lively.Screens.FindAsync(Ana.Id, id, default));
        }
    }

    [Fact]
    public async Task SlowDiscord_CostsFramesAndNotTheEnd()
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, Any, moves: true);
        hall.Wire.Before = () => Task.Delay(TimeSpan.FromSeconds(20), store.Clock);

        await hall.SlotsAsync(Ana, 1, "100", new Screening());
        await store.PassUntilAsync(hall.Stage.WhenStillAsync(Ana.Id, 1));

        Assert.Equal(2, hall.Wire.Shown.Count);
        Assert.Contains("Your wallet", hall.Wire.Shown[^1].Embeds![0].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leftovers_ThatEndByThemselvesMeanwhileAreNotEndedTwice()
    {
        const int screens = 300;
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        await using var hall = new Hall(store, Any);
        var end = Reply.Of(new Embed { Title = "The end", Description = "of it" });

        for (var id = 1UL; id <= screens; id++)
        {
            var screen = new Screen(Ana.Id, id, new ShownReply(Calls.Channel, new MessageId(id)), end);
            await hall.Screens.KeepAsync(screen, default);
            var bySomebody = new TaskCompletionSource();
            hall.Stage.Run(Ana.Id, id, place: null, async closing =>
            {
                await hall.Stage.FinishAsync(screen, end, closing);
                bySomebody.SetResult();
            });
            while (!bySomebody.Task.IsCompleted)
            {
                await hall.Stage.EndLeftoversAsync(store.Clock.GetUtcNow(), default);
            }

            await hall.Stage.WhenStillAsync(Ana.Id, id);
        }

        Assert.Equal(screens, hall.Wire.Shown.Count);
    }

    [Fact]
    public async Task DeletedMessage_IsReplacedByOneWithTheEnd()
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, Any, moves: true);
        hall.Wire.MessagesAreGone = true;

        await hall.RouletteAsync(Ana, 1, "100", "red", new Screening());
        await store.PassUntilAsync(hall.Stage.WhenStillAsync(Ana.Id, 1));

        Assert.Contains("Your wallet", Assert.Single(hall.Wire.Shown).Embeds![0].Description, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Restart_EndsWhatTheLastProcessLeftMoving(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using (var dying = new Hall(store, Any, moves: true))
        {
            await dying.SlotsAsync(Ana, 1, "100", new Screening());
        }

        await using var next = new Hall(store, Any);
        await next.Keeper.StartAsync(default);
        await next.Stage.WhenStillAsync(Ana.Id, 1);

        Assert.Contains("Your wallet", Assert.Single(next.Wire.Shown).Embeds![0].Description, StringComparison.Ordinal);
        Assert.Null(await next.Screens.FindAsync(Ana.Id, 1, default));
        Assert.Equal(0, await next.Stage.EndLeftoversAsync(store.Clock.GetUtcNow(), default));
    }

    [Fact]
    public async Task NetworkThatFailsAtTheEnd_IsTriedAgainByTheNextRound()
    {
        await using var store = await OpenStore.OpenAsync(DatabaseEngine.Sqlite);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, Any, moves: true);
        hall.Wire.Before = () => throw new HttpRequestException("no network");
        await hall.SlotsAsync(Ana, 1, "100", new Screening());
        await store.PassUntilAsync(hall.Stage.WhenStillAsync(Ana.Id, 1));
        Assert.Empty(hall.Wire.Shown);

        hall.Wire.Before = () => Task.CompletedTask;
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await hall.Keeper.EndOverdueAsync(default));
        await hall.Stage.WhenStillAsync(Ana.Id, 1);
        Assert.Contains("Your wallet", Assert.Single(hall.Wire.Shown).Embeds![0].Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Places_AreBoundedInAllAndPerChannelAndComeBack()
    {
        var stage = new StagePlaces(mostAtOnce: 3, mostPerChannel: 2);
        var (one, two) = (stage.TryTake(1, throughChannel: true), stage.TryTake(1, throughChannel: true));
        Assert.NotNull(one);
        Assert.NotNull(two);
        Assert.Null(stage.TryTake(1, throughChannel: true));
        var three = stage.TryTake(1, throughChannel: false);
        Assert.NotNull(three);
        Assert.Null(stage.TryTake(2, throughChannel: true));
        one.Dispose();
        one.Dispose();
        Assert.NotNull(stage.TryTake(1, throughChannel: true));
        Assert.Null(stage.TryTake(1, throughChannel: false));
    }
}
