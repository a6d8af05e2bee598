using System.Collections.Concurrent;
using Bronx.Discord.Models;
using Bronx.Features.AutoModeration;
using Bronx.Features.Economy;
using Bronx.Features.Economy.Badges;
using Bronx.Features.Economy.Choices;
using Bronx.Features.Economy.Privacy;
using Bronx.Features.Gambling;
using Bronx.Features.ServerRules;
using Bronx.Features.Setup.Drafts;
using Bronx.Features.Terms;
using Bronx.Features.Time;
using Bronx.Features.Welcome;
using Bronx.Platform.Commands.Confirming;
using Bronx.Platform.Commands.Gates;
using Bronx.Platform.Events;
using Bronx.Platform.Ledger;
using Bronx.Platform.Options;
using Bronx.Platform.People;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Bronx.Testing;
using Bronx.Testing.Servers;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Bronx.Features.Tests;

/// <summary>A real database of its own with a ledger on it, gone when the test ends.</summary>
internal sealed class OpenStore : IAsyncDisposable
{
    /// <summary>Timers on the clock while nothing moves: the ledger's look for orphaned stakes.</summary>
    private const int Resting = 1;

    private readonly DirectoryInfo _folder;

    private OpenStore(DirectoryInfo folder, HeldClock clock, Database database, Ledger ledger)
    {
        _folder = folder;
        Clock = clock;
        Database = database;
        Ledger = ledger;
        Options = new OptionBook(new OptionCatalogue([EconomyOptions.Schema, CoinChoices.Purse, CoinChoices.Notices, PersonChoices.Privacy, ZoneChoices.Schema, GamblingChoices.Schema]), new OptionStore(database, clock), new OptionRelay(database));
    }

    public HeldClock Clock { get; }

    public Database Database { get; }

    public Ledger Ledger { get; }

    public static async Task<OpenStore> OpenAsync(DatabaseEngine engine)
    {
        var clock = new HeldClock();
        var folder = Directory.CreateTempSubdirectory("bronx-features-");
        var postgres = engine == DatabaseEngine.Postgres ? await TestContext.Current.GetFixture<PostgresServer>() : null;
        var database = await Database.OpenAsync(
            new StorageOptions
            {
                DataDirectory = folder.FullName,
                DatabaseUrl = postgres is null ? null : await postgres.NewDatabaseAsync(),
                PoolMin = 0,
                PoolMax = 12,
            },
            [
                Ledger.Migrations, CooldownStore.Migrations, UsageTracker.Migrations, OptionStore.Migrations,
                TermsMigrations.All, EconomyMigrations.All, GamblingMigrations.All, SetupMigrations.All,
                ServerMigrations.All, WaitingStore.Migrations, GuardMigrations.All,
            ],

            // In real time: a store that must ask its server twice waits a moment in between, and nobody moves a held clock for it.
            TimeProvider.System,
            NullLoggerFactory.Instance,
            default);
        var ledger = await Ledger.OpenAsync(database, clock, NullLoggerFactory.Instance, null, default);
        await clock.WhenArmedAsync(Resting).WaitAsync(Patience.Long);
        return new OpenStore(folder, clock, database, ledger);
    }

    /// <summary>The options of servers and persons, as one process has them.</summary>
    public OptionBook Options { get; }

    public Spending Spending => new(Options, new Confirmations(Clock));

    /// <summary>Direct messages that were sent.</summary>
    public ConcurrentQueue<(UserId To, string Text)> Letters { get; } = new();

    public CoinNotices Notices => new(
        Options,
        new DirectLine(Options, (person, draft, _, _) =>
        {
            Letters.Enqueue((person, draft.Embeds![0].Description!));
            return Task.CompletedTask;
        }),
        Later);

    public Afterwards Later { get; } = new(TimeProvider.System, NullLogger<Afterwards>.Instance);

    /// <summary>The badges, as one process has them.</summary>
    public BadgeBook Badges => new(new BadgeStore(Database));

    public Task<Coins> WalletAsync(Discord.Models.UserId person) => Ledger.BalanceAsync(AccountId.Wallet(person), default);

    public Task<Coins> BankAsync(Discord.Models.UserId person) => Ledger.BalanceAsync(AccountId.Bank(person), default);

    /// <summary>Completes when everything that was to follow has been done.</summary>
    public async Task DoneAfterwardsAsync()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Later.Do("the end of a test", _ =>
        {
            reached.SetResult();
            return Task.CompletedTask;
        });
        await reached.Task.WaitAsync(Patience.Long);
    }

    /// <summary>Coins to begin with.</summary>
    public async Task GiveAsync(Discord.Models.UserId person, long coins) => Assert.IsType<PostOutcome.Posted>(await Ledger.PostAsync(
        new Transfer(TransferId.From("test", person, (ulong)coins), AccountId.Mint("test"), AccountId.Wallet(person), new Coins(coins), "Test", TransferOrigin.None),
        default));

    /// <summary>Lets held time pass until something has ended: from one instant that somebody waits for to the next, never while they are at work.</summary>
    public async Task PassUntilAsync(Task ended)
    {
        while (!ended.IsCompleted)
        {
            await Task.WhenAny(ended, Clock.WhenArmedAsync(Resting + 1)).WaitAsync(Patience.Long);
            if (!ended.IsCompleted)
            {
                var wait = Clock.FirstDue - Clock.GetUtcNow();
                Clock.Advance(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
            }
        }

        await ended;
    }

    /// <summary>Every coin came from somewhere, and the journal is whole.</summary>
    public async Task BalancesAsync()
    {
        var audit = await Ledger.AuditAsync(default);
        Assert.Empty(audit.Findings);
        Assert.Equal(0, audit.Sum);
    }

    public async ValueTask DisposeAsync()
    {
        await Options.DisposeAsync();
        await Later.DisposeAsync();
        await Ledger.DisposeAsync();
        await Database.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

/// <summary>The engines every store test runs on.</summary>
internal static class Engines
{
    public static TheoryData<DatabaseEngine> All => [DatabaseEngine.Sqlite, DatabaseEngine.Postgres];
}
