using Bronx.Discord.Models;
using Bronx.Features.ServerRules.Blacklist;
using Bronx.Features.Terms;
using Bronx.Platform.Commands;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Bronx.Testing;

namespace Bronx.Features.Tests.ServerRules;

public sealed class BlacklistTests
{
    private static readonly User Ana = Calls.Person(1001);

    [Theory]
    [InlineData(CommandForm.Prefix)]
    [InlineData(CommandForm.Slash)]
    [InlineData(CommandForm.Component)]
    public async Task EveryForm_IsStoppedForPeopleAndInServers(CommandForm form)
    {
        await using var town = await Town.OpenAsync();
        var (book, gate) = (town.Get<BlacklistBook>(), town.Get<BlacklistGate>());
        Assert.Null(await gate.CheckAsync(Calls.Request(TosCommand.Definition, Ana, form), default));

        await book.AddAsync(BlacklistKind.Person, Ana.Id.Value, "spam", Town.Owner, default);
        var refused = await gate.CheckAsync(Calls.Request(TosCommand.Definition, Ana, form), default);
        Assert.Equal(Refusal.Blacklisted, refused!.Why);
        Assert.Contains("spam", refused.Reply.Embeds[0].Description, StringComparison.Ordinal);
        Assert.Null(await gate.CheckAsync(Calls.Request(TosCommand.Definition, Calls.Person(1002), form), default));
        Assert.False(gate.MayBeHelped(Town.Guild, Town.General, Ana, null));

        await book.RemoveAsync(BlacklistKind.Person, Ana.Id.Value, default);
        await book.AddAsync(BlacklistKind.Server, Town.Guild.Value, "", Town.Owner, default);
        Assert.Null(await gate.CheckAsync(In(new GuildId(Town.Guild.Value + 1), form), default));
        Assert.Equal(Refusal.Blacklisted, (await gate.CheckAsync(In(Town.Guild, form), default))!.Why);
    }

    [Fact]
    public async Task ByMessage_TheyAreToldOnceInAWhile()
    {
        await using var town = await Town.OpenAsync();
        await town.Get<BlacklistBook>().AddAsync(BlacklistKind.Person, Ana.Id.Value, "", Town.Owner, default);
        var gate = town.Get<BlacklistGate>();
        async Task<Reply> Knock() => (await gate.CheckAsync(Calls.Request(TosCommand.Definition, Ana), default))!.Reply;
        Assert.NotSame(Reply.Silence, await Knock());
        Assert.Same(Reply.Silence, await Knock());
        town.Clock.Advance(BlacklistGate.ToldAgainAfter);
        Assert.NotSame(Reply.Silence, await Knock());
    }

    [Fact]
    public async Task Entries_OutliveARestart()
    {
        await using var town = await Town.OpenAsync();
        await town.Get<BlacklistBook>().AddAsync(BlacklistKind.Person, Ana.Id.Value, "spam", Town.Owner, default);
        await town.RestartAsync();
        Assert.Equal("spam", town.Get<BlacklistBook>().Find(Ana.Id)!.Reason);
        Assert.Null(town.Get<BlacklistBook>().Find(new GuildId(Ana.Id.Value)));
        Assert.Equal("spam", Assert.Single(await town.Get<BlacklistBook>().ExportAsync(Ana.Id, default)).Rows[0][1]);
        Assert.NotNull((await town.Get<BlacklistBook>().EraseAsync(Ana.Id, default)).Kept);
        Assert.NotNull(town.Get<BlacklistBook>().Find(Ana.Id));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task Store_AddsChangesBoundsAndRemoves(DatabaseEngine engine)
    {
        await using var open = await OpenStore.OpenAsync(engine);
        var store = new BlacklistStore(open.Database);
        BlacklistEntry Entry(ulong id, string reason) => new(BlacklistKind.Person, id, reason, Town.Owner, HeldClock.DefaultStart);
        Assert.True(await store.AddAsync(Entry(1, "a"), 2, default));
        Assert.True(await store.AddAsync(Entry(2, "b"), 2, default));
        Assert.False(await store.AddAsync(Entry(3, "c"), 2, default));
        Assert.True(await store.AddAsync(Entry(2, "d"), 2, default));
        Assert.Equal([Entry(1, "a"), Entry(2, "d")], await store.AllAsync(default));
        Assert.True(await store.RemoveAsync(BlacklistKind.Person, 1, default));
        Assert.False(await store.RemoveAsync(BlacklistKind.Person, 1, default));
    }

    [Fact]
    public async Task OnPostgres_AnotherProcessHearsOfIt()
    {
        await using var open = await OpenStore.OpenAsync(DatabaseEngine.Postgres);
        await using var here = new BlacklistBook(new BlacklistStore(open.Database), open.Database, open.Clock);
        await using var there = new BlacklistBook(new BlacklistStore(open.Database), open.Database, open.Clock);
        await there.StartAsync(default);
        await here.StartAsync(default);
        await Town.UntilAsync(() => Try(here, there));

        static bool Try(BlacklistBook here, BlacklistBook there)
        {
            // The other one may still be connecting; a later announcement is heard.
            here.AddAsync(BlacklistKind.Person, 77, "", Town.Owner, default).GetAwaiter().GetResult();
            return there.Find(new UserId(77)) is not null;
        }
    }

    [Fact]
    public async Task Commands_AddRemoveAndList()
    {
        await using var town = await Town.OpenAsync();
        Assert.Contains("gets nothing from me", await RunAsync<BlacklistAddCommand>(town, ("kind", BlacklistKind.Person), ("who", "<@183245678901234567>"), ("reason", "spam")), StringComparison.Ordinal);
        Assert.Contains("server `183245678901234568`", await RunAsync<BlacklistAddCommand>(town, ("kind", BlacklistKind.Server), ("who", "183245678901234568")), StringComparison.Ordinal);
        var list = await RunAsync<BlacklistListCommand>(town);
        Assert.Contains("spam", list, StringComparison.Ordinal);
        Assert.Contains("Blacklist · 2", list, StringComparison.Ordinal);
        Assert.Contains("can use me again", await RunAsync<BlacklistRemoveCommand>(town, ("kind", BlacklistKind.Person), ("who", "183245678901234567")), StringComparison.Ordinal);
        Assert.Contains("is not on the blacklist", await RunAsync<BlacklistRemoveCommand>(town, ("kind", BlacklistKind.Person), ("who", "183245678901234567")), StringComparison.Ordinal);
        Assert.Contains("I need a mention or an id", await RunAsync<BlacklistAddCommand>(town, ("kind", BlacklistKind.Person), ("who", "Mira")), StringComparison.Ordinal);
        Assert.Contains("owners cannot be shut out", await RunAsync<BlacklistAddCommand>(town, ("kind", BlacklistKind.Person), ("who", "4194305")), StringComparison.Ordinal);
        await RunAsync<BlacklistRemoveCommand>(town, ("kind", BlacklistKind.Server), ("who", "183245678901234568"));
        Assert.Contains("Nobody is on the blacklist", await RunAsync<BlacklistListCommand>(town), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Owners_AreNeverShutOut()
    {
        await using var town = await Town.OpenAsync();
        await town.Get<BlacklistBook>().AddAsync(BlacklistKind.Person, 4_194_305, "", Town.Owner, default);
        var owner = Calls.Person(4_194_305);
        Assert.True(town.Get<BlacklistGate>().MayBeHelped(null, Town.General, owner, null));
        var request = Calls.Request(TosCommand.Definition, owner);
        var asOwner = new GateRequest
        {
            Command = request.Command,
            Form = request.Form,
            Caller = owner,
            Channel = request.Channel,
            EventId = 1,
            IsOwner = true,
            Prefix = ".",
        };
        Assert.Null(await town.Get<BlacklistGate>().CheckAsync(asOwner, default));
    }

    private static GateRequest In(GuildId guild, CommandForm form) => new()
    {
        Command = TosCommand.Definition,
        Form = form,
        Caller = Ana,
        Guild = guild,
        Channel = Town.General,
        EventId = 1,
        IsOwner = false,
        Prefix = ".",
    };

    private static async Task<string> RunAsync<T>(Town town, params (string Name, object Value)[] arguments)
        where T : class, ICommand
    {
        var call = Calls.Command(T.Definition, Calls.Person(4_194_305), 5, town.Clock.GetUtcNow(), CommandForm.Prefix, arguments);
        return await town.Get<T>().RunAsync(call, default) switch
        {
            CommandOutcome.Replied replied => StoredText.Show(replied.Reply),
            CommandOutcome.Refused refused => StoredText.Show(refused.Reply),
            var other => $"{other}",
        };
    }
}
