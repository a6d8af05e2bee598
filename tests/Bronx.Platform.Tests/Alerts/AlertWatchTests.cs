using System.Diagnostics.Metrics;
using Bronx.Discord.Models;
using Bronx.Platform.Alerts;
using Bronx.Platform.Configuration.Live;
using Bronx.Platform.Storage;
using Bronx.Platform.Tests.Storage;
using Bronx.Testing;
using Bronx.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Platform.Tests.Alerts;

public sealed class AlertWatchTests(PostgresServer postgres)
{
    private static readonly AlertRule Rule = new(
        "heat", "It is hot", "°", AlertSide.Above, 30, 25, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));

    private readonly HeldClock _clock = new();
    private readonly List<(ulong Channel, string? Title, string? Text)> _sent = [];
    private double? _value = 20;
    private AlertRule _rule = Rule;
    private string? _untold;
    private bool _discordIsAway;

    public static TheoryData<DatabaseEngine> Engines { get; } = [DatabaseEngine.Sqlite, DatabaseEngine.Postgres];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AnAlert_IsToldOnceAtItsBeginAndOnceAtItsEnd_AndKept(DatabaseEngine engine)
    {
        await using var place = await Stores.NewAsync(engine, postgres);
        await using var database = await place.OpenAsync([AlertStore.Migrations, LiveStore.Migrations]);
        var (watch, board, settings) = New(database);
        await settings.ChangeAsync(AlertSettings.Channel, 777, new UserId(1), Cancel);
        await RunAsync(watch, 20, 5);
        var began = _clock.GetUtcNow().AddSeconds(10);
        await RunAsync(watch, 40, 5);
        await RunAsync(watch, 60, 20);
        Assert.Equal(AlertPhase.Firing, board.Snapshot()[0].Phase);
        Assert.Equal([(777UL, "It is hot", "**40 °**, more than 30 °\nit burns\nWhat to do: `docs/guide/alerts.md`, under **heat**.")], _sent);
        Assert.Null(Assert.Single(await board.HistoryAsync(10, Cancel)).Ended);

        await RunAsync(watch, 10, 10);
        Assert.Equal("Over: it is hot", _sent[^1].Title);
        Assert.Equal(2, _sent.Count);
        var kept = Assert.Single(await board.HistoryAsync(10, Cancel));
        Assert.Equal(("heat", 60.0, 30.0, "it burns", began), (kept.Rule, kept.Worst, kept.Threshold, kept.Detail, kept.Began));
        Assert.Equal(began.AddSeconds(125), kept.Ended);
    }

    [Fact]
    public async Task WhatBeganAndEndedWhileDiscordWasAway_IsNotTold_ButKept()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync([AlertStore.Migrations, LiveStore.Migrations]);
        var (watch, board, settings) = New(database);
        await settings.ChangeAsync(AlertSettings.Channel, 777, new UserId(1), Cancel);
        _discordIsAway = true;
        await RunAsync(watch, 40, 5);
        await RunAsync(watch, 10, 5);
        _discordIsAway = false;
        await RunAsync(watch, 10, 2);
        Assert.Empty(_sent);
        Assert.NotNull(Assert.Single(await board.HistoryAsync(10, Cancel)).Ended);

        _discordIsAway = true;
        await RunAsync(watch, 40, 5);
        _discordIsAway = false;
        await RunAsync(watch, 40, 2);
        Assert.Equal(["It is hot"], _sent.Select(one => one.Title));
    }

    [Fact]
    public async Task Flickering_TellsNothing()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync([AlertStore.Migrations, LiveStore.Migrations]);
        var (watch, _, settings) = New(database);
        await settings.ChangeAsync(AlertSettings.Channel, 777, new UserId(1), Cancel);
        for (var i = 0; i < 50; i++)
        {
            await RunAsync(watch, i % 2 == 0 ? 40 : 20, 1);
        }

        Assert.Empty(_sent);
        await RunAsync(watch, 40, 4);
        for (var i = 0; i < 50; i++)
        {
            await RunAsync(watch, i % 2 == 0 ? 20 : 40, 1);
        }

        Assert.Single(_sent);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AnAlertThatGoesOnOverARestart_IsOneAlert_AndItsEndIsToldOnce(DatabaseEngine engine)
    {
        await using var place = await Stores.NewAsync(engine, postgres);
        await using var database = await place.OpenAsync([AlertStore.Migrations, LiveStore.Migrations]);
        var (killed, _, settings) = New(database);
        await settings.ChangeAsync(AlertSettings.Channel, 777, new UserId(1), Cancel);
        await RunAsync(killed, 50, 5);

        var (after, board, settingsAfter) = New(database);
        await settingsAfter.StartAsync(Cancel);
        await RunAsync(after, 40, 60);
        Assert.Equal(["It is hot"], _sent.Select(one => one.Title));
        Assert.Equal(AlertPhase.Firing, board.Snapshot()[0].Phase);

        await RunAsync(after, 20, 60);
        Assert.Equal(["It is hot", "Over: it is hot"], _sent.Select(one => one.Title));
        Assert.Contains("at worst it was 50 °", _sent[1].Text, StringComparison.Ordinal);
        Assert.NotNull(Assert.Single(await board.HistoryAsync(10, Cancel)).Ended);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task WhatEndedWhileNoProcessRan_IsToldByTheNext(DatabaseEngine engine)
    {
        await using var place = await Stores.NewAsync(engine, postgres);
        await using var database = await place.OpenAsync([AlertStore.Migrations, LiveStore.Migrations]);
        var (killed, _, settings) = New(database);
        await settings.ChangeAsync(AlertSettings.Channel, 777, new UserId(1), Cancel);
        await RunAsync(killed, 40, 3 + 24);
        _clock.Advance(TimeSpan.FromMinutes(20));
        var (after, board, settingsAfter) = New(database);
        await settingsAfter.StartAsync(Cancel);
        await RunAsync(after, 20, 2);
        Assert.Equal(AlertPhase.Firing, board.Snapshot()[0].Phase);
        var end = _clock.GetUtcNow();
        await RunAsync(after, 20, 60);
        Assert.Equal(["It is hot", "Over: it is hot"], _sent.Select(one => one.Title));
        Assert.Equal(end, Assert.Single(await board.HistoryAsync(10, Cancel)).Ended);
    }

    [Fact]
    public async Task WhatAnotherProcessWatches_IsLeftToIt_UntilItIsGone()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Postgres, postgres);
        await using var database = await place.OpenAsync([AlertStore.Migrations, LiveStore.Migrations]);
        var (one, _, settings) = New(database);
        await settings.ChangeAsync(AlertSettings.Channel, 777, new UserId(1), Cancel);
        await RunAsync(one, 40, 5);
        var (other, board, settingsOfOther) = New(database);
        await settingsOfOther.StartAsync(Cancel);
        for (var i = 0; i < 60; i++)
        {
            _value = 40;
            await one.RunAsync(Cancel);
            await RunAsync(other, 20, 1);
        }

        Assert.Equal(AlertPhase.Quiet, board.Snapshot()[0].Phase);
        Assert.Null(Assert.Single(await board.HistoryAsync(10, Cancel)).Ended);
        await RunAsync(other, 20, 60);
        Assert.Equal(["It is hot", "Over: it is hot"], _sent.Select(told => told.Title));
        Assert.NotNull(Assert.Single(await board.HistoryAsync(10, Cancel)).Ended);
    }

    [Fact]
    public async Task TwoProcessesThatSeeTheSame_TellItsBeginAndItsEndOnce()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Postgres, postgres);
        await using var database = await place.OpenAsync([AlertStore.Migrations, LiveStore.Migrations]);
        var (one, _, settings) = New(database);
        await settings.ChangeAsync(AlertSettings.Channel, 777, new UserId(1), Cancel);
        var (other, board, settingsOfOther) = New(database);
        await settingsOfOther.StartAsync(Cancel);
        for (var i = 0; i < 60; i++)
        {
            await LookAsync(one, 40);
            await RunAsync(other, 40, 1);
        }

        Assert.Equal(["It is hot"], _sent.Select(told => told.Title));

        // It ends in one while it goes on in the other, and only then there.
        for (var i = 0; i < 40; i++)
        {
            await LookAsync(one, 20);
            await RunAsync(other, 50, 1);
        }

        Assert.Equal(["It is hot"], _sent.Select(told => told.Title));
        for (var i = 0; i < 40; i++)
        {
            await LookAsync(one, 20);
            await RunAsync(other, 20, 1);
        }

        Assert.Equal(["It is hot", "Over: it is hot"], _sent.Select(told => told.Title));
        Assert.All(await board.HistoryAsync(10, Cancel), kept => Assert.NotNull(kept.Ended));
    }

    [Fact]
    public async Task TwoProcessesThatEndInOneMoment_TellItOnce()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Postgres, postgres);
        await using var database = await place.OpenAsync([AlertStore.Migrations]);
        var store = new AlertStore(database);
        var (now, fresh) = (_clock.GetUtcNow(), _clock.GetUtcNow().AddMinutes(-2));
        for (var round = 0; round < 20; round++)
        {
            var begun = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => store.BeginAsync(Rule, 40, null, now, fresh, Cancel)));
            Assert.Single(begun, one => !one.Others);
            var elsewhere = await Task.WhenAll(begun.Select(one => store.EndAsync(one.Id, Rule.Name, 40, now, fresh, Cancel)));
            Assert.Single(elsewhere, others => !others);
        }
    }

    [Fact]
    public async Task AnAlertOverWithTooLittleToMeasure_SaysSo()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync([AlertStore.Migrations, LiveStore.Migrations]);
        _rule = Rule with { OverUntold = TimeSpan.FromMinutes(5) };
        var (watch, board, settings) = New(database);
        await settings.ChangeAsync(AlertSettings.Channel, 777, new UserId(1), Cancel);
        await RunAsync(watch, 40, 5);
        _untold = "nobody holds the thermometer";
        await RunAsync(watch, null, 60);
        Assert.Equal((AlertPhase.Firing, "nobody holds the thermometer"), (board.Snapshot()[0].Phase, board.Snapshot()[0].Detail));
        await RunAsync(watch, null, 1);
        Assert.Equal(AlertPhase.Unknown, board.Snapshot()[0].Phase);
        Assert.Equal(["It is hot", "Over: it is hot"], _sent.Select(told => told.Title));
        Assert.Equal("It lasted 5 min 15 s; at worst it was 40 °. Now it is not known: nobody holds the thermometer.", _sent[1].Text);
        Assert.NotNull(Assert.Single(await board.HistoryAsync(10, Cancel)).Ended);
    }

    [Fact]
    public async Task AStoreThatHangs_HoldsUpNoLook()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync([AlertStore.Migrations, LiveStore.Migrations]);
        var (watch, board, settings) = New(database);
        await settings.ChangeAsync(AlertSettings.Channel, 777, new UserId(1), Cancel);
        await RunAsync(watch, 20, 1);

        // The one writer is held: nothing is stored meanwhile.
        var (held, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var holding = database.WriteAsync(
            async (_, _) =>
            {
                held.SetResult();
                await release.Task;
                return 0;
            },
            Cancel);
        await held.Task;
        for (var round = 0; round < 5; round++)
        {
            _value = 40;
            var look = watch.RunAsync(Cancel);
            while (!look.IsCompleted)
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }

            await look;
            _clock.Advance(TimeSpan.FromSeconds(3));
        }

        Assert.Equal(AlertPhase.Firing, board.Snapshot()[0].Phase);
        Assert.Equal(["It is hot"], _sent.Select(told => told.Title));

        release.SetResult();
        await holding;
        await RunAsync(watch, 40, 5);
        Assert.Equal(["It is hot"], _sent.Select(told => told.Title));
        Assert.Null(Assert.Single(await board.HistoryAsync(10, Cancel)).Ended);
    }

    [Fact]
    public async Task WhatAKilledProcessLeftOpen_OfARuleThatIsNoMore_IsEndedWhereItWasLastSeen()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var database = await place.OpenAsync([AlertStore.Migrations, LiveStore.Migrations]);
        var began = _clock.GetUtcNow();
        await new AlertStore(database).BeginAsync(Rule with { Name = "gone" }, 40, null, began, began, Cancel);
        _clock.Advance(TimeSpan.FromMinutes(20));
        var (watch, board, _) = New(database);
        await RunAsync(watch, 20, 1);
        Assert.Equal(began, Assert.Single(await board.HistoryAsync(10, Cancel)).Ended);
    }

    private (AlertWatch Watch, AlertBoard Board, LiveSettings Settings) New(Database database)
    {
        var store = new AlertStore(database);
        var board = new AlertBoard(store);
        var settings = new LiveSettings(AlertSettings.All, database, _clock);
        var messenger = new AlertMessenger(SendAsync, settings, _clock, NullLogger<AlertMessenger>.Instance);
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        return (new AlertWatch(_ => Task.FromResult<IReadOnlyList<AlertReading>>([new AlertReading(_rule, _value, _value is null ? _untold : _value > 30 ? "it burns" : null)]), board, store, messenger, meters, _clock), board, settings);
    }

    private Task SendAsync(ChannelId channel, MessageDraft draft, CancellationToken ct)
    {
        if (_discordIsAway)
        {
            throw new HttpRequestException("away");
        }

        _sent.Add((channel.Value, draft.Embeds![0].Title, draft.Embeds[0].Description));
        return Task.CompletedTask;
    }

    /// <summary>One look; the clock stands still.</summary>
    private async Task LookAsync(AlertWatch watch, double? value)
    {
        _value = value;
        await watch.RunAsync(Cancel);
    }

    private async Task RunAsync(AlertWatch watch, double? value, int rounds)
    {
        _value = value;
        for (var i = 0; i < rounds; i++)
        {
            await watch.RunAsync(Cancel);
            _clock.Advance(TimeSpan.FromSeconds(5));
        }
    }
}
