using Bronx.Discord.Models;
using Bronx.Features.Gambling;
using Bronx.Features.Gambling.Fairness;
using Bronx.Features.Gambling.Limits;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Dapper;

namespace Bronx.Features.Tests.Gambling;

/// <summary>What is kept of bets and people, for how long, and what a person can see and erase of it.</summary>
public sealed class UpkeepTests
{
    private static readonly User Ana = Calls.Person(1001);
    private static readonly Func<SeedSource> Any = () => Luck.Numbered(1);

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task Prune_ForgetsByAgeAndByCountAndKeepsWhatRuns(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, Luck.Of(stream => Features.Gambling.Blackjack.Round.Replay(stream, "s") is { IsOver: true }));
        await hall.DealAsync(Ana, 1, "100");
        await hall.SlotsAsync(Ana, 2, "10");
        await FillAsync(store, "INSERT INTO gambling_bets (user_id, placed_by, pair, nonce, game, placed_at, stake) SELECT 2, i, 1, i, 'slots', @now, 10", PruneBetsJob.BetsPerPerson + 7);
        await FillAsync(
            store, "INSERT INTO gambling_revealed (user_id, pair, server_seed, client_seed, bets, revealed_at) SELECT 2, i, @seed, 'any', 1, @now", PruneBetsJob.RevealedPerPerson + 3);
        var job = new PruneBetsJob(store.Database, store.Clock);

        Assert.Equal("removed 10 old rows", await job.RunAsync(default));
        store.Clock.Advance(PruneBetsJob.BetsKept + TimeSpan.FromSeconds(1));
        await job.RunAsync(default);
        Assert.Equal(("blackjack", 1L), await OneAsync(store, "SELECT game, COUNT(*) FROM gambling_bets GROUP BY game"));
        store.Clock.Advance(PruneBetsJob.RevealedKept);
        await job.RunAsync(default);
        Assert.Equal(0, await CountAsync(store, "gambling_revealed"));
        Assert.Null(await job.RunAsync(default));
        Assert.NotNull(await hall.Games.RunningAsync(Ana.Id, Game.Blackjack, default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task PersonalData_ShowsEverythingButTheSeedInUseAndErasesAllButWhatProtects(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, Luck.Of(stream => Features.Gambling.Blackjack.Round.Replay(stream, "s") is { IsOver: true }));
        await hall.SlotsAsync(Ana, 9, "10");
        await hall.Fair.RotateAsync(Ana.Id, null, default);
        await using var next = new Hall(store, Luck.Of(stream => true));
        var now = store.Clock.GetUtcNow();
        await next.Limits.ChangeAsync(Ana.Id, limits => LimitRules.WithExclusion(LimitRules.WithDailyLoss(limits, new Coins(500), now), now.AddDays(7)), default);
        var secrets = await store.Database.ReadAsync(async connection => (await connection.QueryAsync<byte[]>("SELECT server_seed FROM gambling_fair UNION ALL SELECT next_seed FROM gambling_fair")).ToList(), default);

        var export = await next.PersonalData.ExportAsync(Ana.Id, default);
        var text = string.Join('\n', export.SelectMany(table => table.Rows.Select(row => $"{table.Name}: {string.Join(" | ", row)}")));
        Assert.Equal(["seeds in use", "revealed seeds", "bets", "limits"], export.Select(table => table.Name));
        Assert.All(secrets, secret => Assert.DoesNotContain(Convert.ToHexStringLower(secret), text, StringComparison.Ordinal));
        Assert.All(export, table => Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count)));

        var erased = await next.PersonalData.EraseAsync(Ana.Id, default);
        Assert.Equal(3, erased.Rows);
        Assert.Contains("loss limit", erased.Kept, StringComparison.Ordinal);
        Assert.Equal(["limits"], (await next.PersonalData.ExportAsync(Ana.Id, default)).Select(table => table.Name));
        Assert.Equal(now.AddDays(7), (await next.Limits.ViewAsync(Ana.Id, default)).Limits.ExcludedUntil);

        store.Clock.Advance(TimeSpan.FromDays(8));
        await new PruneBetsJob(store.Database, store.Clock).RunAsync(default);
        Assert.Empty(await next.PersonalData.ExportAsync(Ana.Id, default));
        var again = await next.PersonalData.EraseAsync(Ana.Id, default);
        Assert.Equal((0L, null), (again.Rows, again.Kept));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Erasing_EndsAGameThatRunsFirst(DatabaseEngine engine)
    {
        await using var store = await OpenStore.OpenAsync(engine);
        await store.GiveAsync(Ana.Id, 1_000);
        await using var hall = new Hall(store, Luck.Of(stream => Features.Gambling.Blackjack.Round.Replay(stream, "s") is { IsOver: true }));
        await hall.DealAsync(Ana, 1, "100");
        await hall.LaunchAsync(Ana, 2, "100");

        await hall.PersonalData.EraseAsync(Ana.Id, default);

        Assert.Empty(await store.Ledger.OpenReservationsAsync(default));
        Assert.Empty(await hall.PersonalData.ExportAsync(Ana.Id, default));
        await store.BalancesAsync();
    }

    private static Task<int> FillAsync(OpenStore store, string sql, int rows) => store.Database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            sql + " FROM (WITH RECURSIVE numbers(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < @rows) SELECT i FROM numbers) n",
            new { rows, now = store.Clock.GetUtcNow().ToUnixTimeMilliseconds(), seed = new byte[32] },
            transaction),
        default);

    private static Task<long> CountAsync(OpenStore store, string table) =>
        store.Database.ReadAsync(connection => connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM {table}"), default);

    private static Task<(string, long)> OneAsync(OpenStore store, string sql) =>
        store.Database.ReadAsync(connection => connection.QuerySingleAsync<(string, long)>(sql), default);
}
