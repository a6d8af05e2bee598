using System.Globalization;
using System.Text.Json;
using Bronx.Discord.Models;
using Bronx.Features.MyData;
using Bronx.Features.Terms;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.People;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Dapper;

namespace Bronx.Features.Tests.MyData;

public sealed class MyDataTests
{
    private static readonly User Ana = Calls.Person(111_222_333_444);
    private static readonly User Ben = Calls.Person(555_666_777_888, "ben");

    public static TheoryData<DatabaseEngine> Engines => Tests.Engines.All;

    [Theory, MemberData(nameof(Engines))]
    public async Task TheCopy_HoldsEverythingOfOnePersonAndNothingOfAnother(DatabaseEngine engine)
    {
        await using var place = await LivingStore.OpenAsync(engine);
        await place.LiveAsync(Ana);
        await place.LiveAsync(Ben);
        await place.Store.Ledger.PostAsync(
            new Transfer(TransferId.From("pay"), AccountId.Wallet(Ben.Id), AccountId.Wallet(Ana.Id), new Coins(250), "Gift", new TransferOrigin(Ben.Id, Calls.Server, Calls.Channel, 9)), default);

        Assert.IsType<CommandOutcome.Replied>(await place.ExportAsync(Ana));

        var (to, copy) = Assert.Single(place.Sent);
        Assert.Equal(Ana.Id, to);
        var file = Assert.Single(copy.Files);
        using var json = JsonDocument.Parse(file.Content);
        Assert.Equal(Ana.Id.ToString(), json.RootElement.GetProperty("person").GetString());
        var stored = json.RootElement.GetProperty("stored");
        Assert.Equal(10_250, stored.GetProperty("Coins").GetProperty("balances")[0].GetProperty("coins").GetInt64());
        Assert.Equal("another person", stored.GetProperty("Coins").GetProperty("movements")[0].GetProperty("from").GetString());
        foreach (var (slice, table) in (IEnumerable<(string, string)>)
        [
            ("Coins", "movements"), ("Pauses", "pauses"), ("Uses of commands", "in all"), ("Uses of commands", "latest"), ("Terms of Service", "decisions"),
            ("Economy", "daily streak"), ("Economy", "last shift"), ("Economy", "steps"), ("Economy", "left alone by robbers"),
            ("Economy", "servers where you use coins"), ("Economy", "badges"), ("Settings", "your settings"),
        ])
        {
            Assert.True(stored.GetProperty(slice).GetProperty(table).GetArrayLength() > 0, $"{slice}, {table}");
        }

        Assert.DoesNotContain(Ben.Id.ToString(), json.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheCopy_IsForTheirEyesAlone()
    {
        await using var place = await LivingStore.OpenAsync(DatabaseEngine.Sqlite);
        await place.LiveAsync(Ana);

        var slash = Assert.IsType<CommandOutcome.Replied>(await place.ExportAsync(Ana, CommandForm.Slash)).Reply;
        Assert.True(slash.Ephemeral);
        Assert.Single(slash.Files);
        Assert.Empty(place.Sent);

        var message = Assert.IsType<CommandOutcome.Replied>(await place.ExportAsync(Ana)).Reply;
        Assert.Empty(message.Files);

        place.TakesMessages = false;
        Assert.Empty(Assert.IsType<CommandOutcome.Refused>(await place.ExportAsync(Ana)).Reply.Files);
        Assert.False(MyDataExportCommand.Definition.NeedsTerms || MyDataDeleteCommand.Definition.NeedsTerms);
        Assert.Empty(MyDataExportCommand.Definition.Parameters);
        Assert.Empty(MyDataDeleteCommand.Definition.Parameters);
    }

    [Fact]
    public async Task TheCopy_NeverGrowsBeyondItsLimitAndSaysWhatItLeftOut()
    {
        await using var place = await LivingStore.OpenAsync(DatabaseEngine.Sqlite);
        for (var i = 1; i <= 300; i++)
        {
            await place.Store.GiveAsync(Ana.Id, i);
        }

        var document = await PersonalDocument.MakeAsync(Ana.Id, place.Slices, place.Store.Clock, 20_000, default);

        Assert.InRange(document.Content.Length, 10_000, 24_000);
        Assert.True(document.LeftOut > 100);
        using var json = JsonDocument.Parse(document.Content);
        Assert.True(json.RootElement.GetProperty("stored").GetProperty("Coins").GetProperty("movements, rows that did not fit").GetInt64() > 100);
        Assert.Equal(document.LeftOut, json.RootElement.GetProperty("stored").EnumerateObject()
            .SelectMany(slice => slice.Value.EnumerateObject()).Where(table => table.Name.EndsWith("rows that did not fit", StringComparison.Ordinal)).Sum(table => table.Value.GetInt64()));
        Assert.Contains("did not fit", MyDataTexts.Copy(new FileDraft("a.json", document.Content), document).Embeds[0].Description, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task Deleting_LeavesNobodysNameAndABookThatIsStillProved(DatabaseEngine engine)
    {
        await using var place = await LivingStore.OpenAsync(engine);
        await place.LiveAsync(Ana);
        await place.LiveAsync(Ben);
        await place.Store.Ledger.PostAsync(
            new Transfer(TransferId.From("pay"), AccountId.Wallet(Ana.Id), AccountId.Wallet(Ben.Id), new Coins(250), "Gift", new TransferOrigin(Ana.Id, Calls.Server, Calls.Channel, 9)), default);

        var gone = Assert.IsType<CommandOutcome.Updated>(await place.DeleteAsync(Ana)).Reply;

        Assert.Contains("books without your name", gone.Embeds[0].Description, StringComparison.Ordinal);
        Assert.Equal(Coins.Zero, await place.Store.WalletAsync(Ana.Id));
        Assert.False(await place.Accepted.ContainsAsync(Ana.Id, default));
        await place.Store.BalancesAsync();

        // Two pauses that run may keep the id until they end; then nothing has it.
        Assert.Equal(["command_cooldowns", "economy_shifts"], await TablesNamingAsync(place, Ana.Id));
        place.Store.Clock.Advance(TimeSpan.FromHours(1));
        await place.Pauses.KeepAsync(Ben.Id, "beg", place.Store.Clock.GetUtcNow() + TimeSpan.FromMinutes(1), default);
        await new Features.Economy.Work.WorkStore(place.Store.Database).BeginAsync(Ben.Id, place.Store.Clock.GetUtcNow(), 6, 99, default);
        Assert.Empty(await TablesNamingAsync(place, Ana.Id));

        // Nobody else was touched, and a repeat changes nothing.
        Assert.Equal(new Coins(10_250), await place.Store.WalletAsync(Ben.Id));
        Assert.IsType<CommandOutcome.Updated>(await place.DeleteAsync(Ana));
        Assert.NotEmpty(await place.Terms.HistoryAsync(Ben.Id, 10, default));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task WhoComesBack_BeginsAnewWithoutASecondBonus(DatabaseEngine engine)
    {
        await using var place = await LivingStore.OpenAsync(engine);
        var signing = new TermsSigning(place.Terms, place.Store.Ledger, place.Accepted, place.Store.Clock);
        var version = TermsCatalogue.Published().Current;
        await signing.SignAsync(Ana.Id, version, TermsWay.Slash, TransferOrigin.None, default);
        await place.DeleteAsync(Ana);

        Assert.True((await signing.SignAsync(Ana.Id, version, TermsWay.Slash, TransferOrigin.None, default)).IsNew);
        Assert.Equal(Coins.Zero, await place.Store.WalletAsync(Ana.Id));
        await place.Store.BalancesAsync();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task ARunningGame_MakesItWaitAndNothingIsErased(DatabaseEngine engine)
    {
        await using var place = await LivingStore.OpenAsync(engine);
        await place.LiveAsync(Ana);
        var stake = new Reservation(TransferId.From("stake"), AccountId.Wallet(Ana.Id), new Coins(100), place.Store.Clock.GetUtcNow().AddMinutes(2), "bet", TransferOrigin.None);
        await place.Store.Ledger.ReserveAsync(stake, default);

        Assert.Equal(Refusal.RuleOfTheGame, Assert.IsType<CommandOutcome.Refused>(await place.DeleteAsync(Ana)).Why);
        Assert.True(await place.Accepted.ContainsAsync(Ana.Id, default));
        Assert.Equal(new Coins(9_900), await place.Store.WalletAsync(Ana.Id));

        await place.Store.Ledger.VoidAsync(stake.Id, "over", default);
        Assert.IsType<CommandOutcome.Updated>(await place.DeleteAsync(Ana));
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task BetsAndDeletionsAtOnce_NeverLeaveAStakeWithoutItsPerson(DatabaseEngine engine)
    {
        await using var place = await LivingStore.OpenAsync(engine);
        for (ulong round = 1; round <= 20; round++)
        {
            var person = Calls.Person(9_000 + round);
            await place.Store.GiveAsync(person.Id, 1_000);
            var stake = new Reservation(TransferId.From("stake", round), AccountId.Wallet(person.Id), new Coins(100), place.Store.Clock.GetUtcNow().AddMinutes(2), "bet", TransferOrigin.None);
            var bet = Task.Run(() => place.Store.Ledger.ReserveAsync(stake, default));
            var deletion = Task.Run(() => place.DeleteAsync(person).AsTask());
            await Task.WhenAll(bet, deletion);

            // Either the game came first and the deletion waits, or the person was gone and had nothing to stake.
            Assert.Equal(await bet is ReserveOutcome.Reserved, await deletion is CommandOutcome.Refused);
        }

        await place.Store.BalancesAsync();
    }

    [Fact]
    public async Task OtherWords_DeleteNothing()
    {
        await using var place = await LivingStore.OpenAsync(DatabaseEngine.Sqlite);
        await place.LiveAsync(Ana);
        Assert.Equal(Refusal.BadArgument, Assert.IsType<CommandOutcome.Refused>(await place.DeleteAsync(Ana, "deleted")).Why);
        Assert.Equal(new Coins(10_000), await place.Store.WalletAsync(Ana.Id));
    }

    [Fact]
    public void Texts_ReadAsStored() => StoredText.Matches(
        "MyData/Texts",
        ("asking", MyDataTexts.Ask(Ana.Id, new Coins(1_500), ".mydata export")),
        ("asking somebody without coins", MyDataTexts.Ask(Ana.Id, Coins.Zero, "/mydata export")),
        ("kept", MyDataTexts.Kept()),
        ("deleted", MyDataTexts.Deleted(["The movements of your coins stay.", "Pauses that run."])),
        ("deleted without a trace", MyDataTexts.Deleted([])),
        ("wrong word", MyDataTexts.WrongPhrase()),
        ("a game runs", MyDataTexts.GameRunning()),
        ("sent", MyDataTexts.SentPrivately()),
        ("closed", MyDataTexts.DirectMessagesClosed()),
        ("the copy", MyDataTexts.Copy(new FileDraft("a.json", new byte[1]), new PersonalDocument([], 1_234, 0))));

    /// <summary>Every table with a column of ids, looked through for one: a table that a later change adds is found too.</summary>
    private static async Task<IReadOnlyList<string>> TablesNamingAsync(LivingStore place, UserId person)
    {
        await place.Tracker.FlushAsync(default);
        var sqlite = place.Store.Database.Engine == DatabaseEngine.Sqlite;
        return await place.Store.Database.ReadAsync<IReadOnlyList<string>>(
            async connection =>
            {
                var columns = await connection.QueryAsync<(string Table, string Column)>(sqlite
                    ? "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'"
                    : "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'public'");
                var found = new SortedSet<string>(StringComparer.Ordinal);
                foreach (var (table, column) in columns)
                {
                    if (await connection.ExecuteScalarAsync<long>(
                        $"SELECT count(*) FROM {table} WHERE CAST({column} AS text) = @id", new { id = person.Value.ToString(CultureInfo.InvariantCulture) }) > 0)
                    {
                        found.Add(table);
                    }
                }

                return [.. found];
            },
            default);
    }
}
