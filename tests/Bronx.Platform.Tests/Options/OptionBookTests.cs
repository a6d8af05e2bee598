using System.Collections.Concurrent;
using Bronx.Discord.Models;
using Bronx.Platform.Options;
using Bronx.Platform.Storage;
using Bronx.Platform.Tests.Storage;
using Bronx.Testing;
using Bronx.Testing.Servers;
using Dapper;

namespace Bronx.Platform.Tests.Options;

public sealed class OptionBookTests(PostgresServer postgres)
{
    private static readonly GuildId Guild = new(100);
    private static readonly OptionCause Ada = new(new(7), "test");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task AChange_CountsAtOnce_AndAfterARestart(DatabaseEngine engine)
    {
        await using var place = await Stores.NewAsync(engine, postgres);
        await using (var first = await Process.StartAsync(place))
        {
            var outcome = await first.ChangeAsync(new() { ["shop.open"] = "yes", ["shop.price"] = "1.5k", ["SHOP.WHERE"] = "<#5>" });
            var set = Assert.IsType<OptionChangeOutcome.Changed>(outcome).Set;
            Assert.Equal(["shop.open", "shop.price", "shop.where"], set.Differences.Select(one => one.Key).Order());
            Assert.True(first.Book.Of(Guild).Get(Shop.Open));
            Assert.False(first.Book.Of(new GuildId(101)).Get(Shop.Open));
        }

        await using var second = await Process.StartAsync(place);
        var values = second.Book.Of(Guild);
        Assert.True(values.Get(Shop.Open));
        Assert.Equal(1_500, values.Get(Shop.Price).Value);
        Assert.Equal(new ChannelId(5), values.Get(Shop.Where));
        Assert.Equal(10, values.Get(Shop.Most));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task AChange_IsWholeOrNotAtAll(DatabaseEngine engine)
    {
        await using var place = await Stores.NewAsync(engine, postgres);
        await using var process = await Process.StartAsync(place);
        var refused = Assert.IsType<OptionChangeOutcome.Refused>(await process.ChangeAsync(new() { ["shop.open"] = "yes", ["shop.most"] = "1000", ["shop.opne"] = "on" }));
        Assert.Equal(["shop.most", "shop.opne"], refused.Problems.Keys.Order());
        Assert.Contains("`shop.open`", refused.Problems["shop.opne"], StringComparison.Ordinal);
        Assert.True(process.Book.Of(Guild).IsDefault);

        var misfit = Assert.IsType<OptionChangeOutcome.Refused>(await process.ChangeAsync(new() { ["shop.least"] = "50" }));
        Assert.Contains("above the most", misfit.Problems["shop"], StringComparison.Ordinal);
        Assert.IsType<OptionChangeOutcome.Same>(await process.ChangeAsync(new() { ["shop.least"] = "1" }));
        Assert.Empty(await process.Book.ChangesAsync(Guild, 10, null, Cancel));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task Undo_TakesBackWhatNobodyChangedSince(DatabaseEngine engine)
    {
        await using var place = await Stores.NewAsync(engine, postgres);
        await using var process = await Process.StartAsync(place);
        var first = Assert.IsType<OptionChangeOutcome.Changed>(await process.ChangeAsync(new() { ["shop.most"] = "20", ["shop.open"] = "on" })).Set;
        var second = Assert.IsType<OptionChangeOutcome.Changed>(await process.ChangeAsync(new() { ["shop.most"] = "30" })).Set;

        var since = Assert.IsType<OptionChangeOutcome.ChangedSince>(await process.Book.UndoAsync(Guild, first.Number, Ada, Cancel));
        Assert.Equal(["shop.most"], since.Keys);
        Assert.True(process.Book.Of(Guild).Get(Shop.Open));

        Assert.IsType<OptionChangeOutcome.Changed>(await process.Book.UndoAsync(Guild, second.Number, Ada, Cancel));
        Assert.Equal(20, process.Book.Of(Guild).Get(Shop.Most));
        Assert.IsType<OptionChangeOutcome.Changed>(await process.Book.UndoAsync(Guild, first.Number, Ada, Cancel));
        Assert.True(process.Book.Of(Guild).IsDefault);
        Assert.IsType<OptionChangeOutcome.NoSuchChange>(await process.Book.UndoAsync(new GuildId(101), first.Number, Ada, Cancel));

        var log = await process.Book.ChangesAsync(Guild, 10, null, Cancel);
        Assert.Equal([first.Number, second.Number, null, null], log.Select(set => set.Undoes).Order().Select(number => number).OrderBy(number => number is null).ThenBy(number => number));
        Assert.Equal(log.Select(set => set.Number).OrderDescending(), log.Select(set => set.Number));
        Assert.Equal(new OptionDifference("shop.most", null, "20"), log[^1].Differences.Single(one => one.Key == "shop.most"));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task ManyAtOnce_LoseNothing(DatabaseEngine engine)
    {
        await using var place = await Stores.NewAsync(engine, postgres);
        await using var process = await Process.StartAsync(place);
        string[] keys = ["shop.open", "shop.most", "shop.price", "shop.sign", "shop.style"];
        string[] texts = ["on", "50", "9", "hello", "grand"];
        await Task.WhenAll(keys.Zip(texts, (key, text) => process.ChangeAsync(new() { [key] = text })));
        var values = process.Book.Of(Guild);
        Assert.Equal(["on", "50", "9", "hello", "grand"], keys.Select(key => Shop.Catalogue.TryFind(key, OptionScope.Server, out _, out var option) ? values.TextOf(option) : null));
        Assert.Equal(5, (await process.Book.ChangesAsync(Guild, 10, null, Cancel)).Count);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public async Task APersonsChoices_AreTheirs_AndGoWithThem(DatabaseEngine engine)
    {
        await using var place = await Stores.NewAsync(engine, postgres);
        await using var process = await Process.StartAsync(place);
        var person = Ada.Person;
        await process.Book.ChangeAsync(person, new Dictionary<string, string?> { ["customer.mail"] = "off" }, Ada, Cancel);
        await process.ChangeAsync(new() { ["shop.open"] = "on" });
        Assert.False((await process.Book.OfAsync(person, Cancel)).Get(Shop.Mail));

        var data = new OptionPersonalData(process.Book);
        Assert.Equal(["your settings", "changes of your settings"], (await data.ExportAsync(person, Cancel)).Select(table => table.Name));
        Assert.True((await data.EraseAsync(person, Cancel)).Rows > 0);
        Assert.True((await process.Book.OfAsync(person, Cancel)).Get(Shop.Mail));
        Assert.Empty(await data.ExportAsync(person, Cancel));
        Assert.Null((await process.Book.ChangesAsync(Guild, 10, null, Cancel))[0].Person);
        Assert.True(process.Book.Of(Guild).Get(Shop.Open));
    }

    [Fact]
    public async Task TheLog_IsBounded()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using var process = await Process.StartAsync(place);
        for (var i = 0; i < OptionStore.MostChanges + 20; i++)
        {
            Assert.IsType<OptionChangeOutcome.Changed>(await process.ChangeAsync(new() { ["shop.open"] = i % 2 == 0 ? "on" : "off" }));
        }

        Assert.Equal(OptionStore.MostChanges, await process.Database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM option_changes"), Cancel));
        Assert.Equal(OptionStore.MostChanges, await process.Database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM option_differences"), Cancel));
    }

    [Fact]
    public async Task AnotherProcess_HearsOfAChange()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Postgres, postgres);
        await using var one = await Process.StartAsync(place);
        await using var two = await Process.StartAsync(place);
        var heard = new TaskCompletionSource();
        two.Book.Changed += target =>
        {
            if (target == (OptionTarget)Guild && two.Book.Of(Guild).Get(Shop.Open))
            {
                heard.TrySetResult();
            }
        };
        await one.ChangeAsync(new() { ["shop.open"] = "on" });
        await heard.Task.WaitAsync(Patience.Long, Cancel);
    }

    [Fact]
    public async Task RowsOfAnOlderSchema_AreReadItsWay_AndOfUnknownSlicesKept()
    {
        await using var place = await Stores.NewAsync(DatabaseEngine.Sqlite, postgres);
        await using (var old = await Process.StartAsync(place))
        {
            await old.ChangeAsync(new() { ["shop.sign"] = "old", ["shop.open"] = "on" });
            await old.Database.WriteAsync((c, t) => c.ExecuteAsync("INSERT INTO option_values VALUES (0, 100, 'gone.key', 'kept', 3)", transaction: t), Cancel);
        }

        var newer = Shop.Server with
        {
            Version = 2,
            Upgrade = (from, values) => from == 1 ? new Dictionary<string, string>(values, StringComparer.Ordinal) { ["shop.sign"] = "new" } : values,
        };
        await using var process = await Process.StartAsync(place, new OptionCatalogue([newer, Shop.Person]));
        Assert.Equal("new", process.Book.Of(Guild).Get(Shop.Sign));
        Assert.True(process.Book.Of(Guild).Get(Shop.Open));
        await process.ChangeAsync(new() { ["shop.open"] = "off" });
        var rows = await process.Database.ReadAsync(c => c.QueryAsync<(string Key, string Value, long Version)>("SELECT key, value, schema_version FROM option_values ORDER BY key"), Cancel);
        Assert.Equal([("gone.key", "kept", 3), ("shop.sign", "new", 2)], rows);
    }

    /// <summary>One running process: its own connection, its own memory.</summary>
    private sealed class Process : IAsyncDisposable
    {
        private Process(Database database, OptionBook book)
        {
            Database = database;
            Book = book;
        }

        public Database Database { get; }

        public OptionBook Book { get; }

        public static async Task<Process> StartAsync(Stores place, OptionCatalogue? catalogue = null)
        {
            var database = await place.OpenAsync([OptionStore.Migrations]);
            var book = new OptionBook(catalogue ?? Shop.Catalogue, new OptionStore(database, new HeldClock()), new OptionRelay(database));
            await book.StartAsync(Cancel);
            return new Process(database, book);
        }

        public Task<OptionChangeOutcome> ChangeAsync(Dictionary<string, string?> texts) => Book.ChangeAsync(Guild, texts, Ada, Cancel);

        public async ValueTask DisposeAsync()
        {
            await Book.DisposeAsync();
            await Database.DisposeAsync();
        }
    }
}
