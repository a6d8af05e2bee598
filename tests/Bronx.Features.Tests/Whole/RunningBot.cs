using System.Diagnostics.Metrics;
using Bronx.Discord;
using Bronx.Platform;
using Bronx.Platform.Commands;
using Bronx.Platform.Configuration;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Bronx.Sandbox;
using Bronx.Testing;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Features.Tests.Whole;

/// <summary>
/// Every slice over the real wire against the sandbox, on a store of its own: what the host wires, without host and dashboard. Discord's three
/// seconds are a minute here: a slow machine is not a bot that fails to answer.
/// </summary>
internal sealed class RunningBot : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _parts = new();
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bronx-whole-");
    private readonly HeldClock _clock = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _passing;

    private DiscordClient? _client;

    private RunningBot() => _passing = PassAsync();

    /// <summary>
    /// How much slower than real time the clock goes. While somebody's three seconds for an answer run, a slow machine must not be taken for a bot
    /// that fails to answer; where nothing but pauses is waited for, 1 will do.
    /// </summary>
    public int Slower { get; set; } = 20;

    public SandboxServer Sandbox { get; private set; } = null!;

    public Ledger Ledger { get; private set; } = null!;

    public UsageTracker Usage { get; private set; } = null!;

    public Database Database { get; private set; } = null!;

    public static async Task<RunningBot> StartAsync(CancellationToken ct)
    {
        var bot = new RunningBot();
        try
        {
            await bot.StartPartsAsync(ct);
            return bot;
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
    }

    public Task<Coins> WalletAsync(SandboxPerson person) =>
        Ledger.BalanceAsync(AccountId.Wallet(new Discord.Models.UserId(ulong.Parse(person.Id.ToString(), System.Globalization.CultureInfo.InvariantCulture))), default);

    /// <summary>Every column of the store that holds this person's id; the usage journal is written into the store first.</summary>
    public async Task<IReadOnlyList<string>> TracesOfAsync(SandboxPerson person)
    {
        await Usage.FlushAsync(default);
        var id = (long)person.Id.Value;
        return await Database.ReadAsync<IReadOnlyList<string>>(
            async connection =>
            {
                List<string> found = [];
                var columns = await connection.QueryAsync<(string Table, string Column)>(
                    "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'");
                foreach (var (table, column) in columns)
                {
                    if (await connection.ExecuteScalarAsync<long>($"SELECT COUNT(*) FROM \"{table}\" WHERE \"{column}\" IN (@id, @text)", new { id, text = $"{id}" }) > 0)
                    {
                        found.Add($"{table}.{column}");
                    }
                }

                return found;
            },
            default);
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            // Events first: what is closed below must not be called any more.
            await _client.StopAsync(default);
        }

        while (_parts.TryPop(out var part))
        {
            await part.DisposeAsync();
        }

        await _ended.CancelAsync();
        await _passing;
        _ended.Dispose();

        _folder.Delete(recursive: true);
    }

    private async Task StartPartsAsync(CancellationToken ct)
    {
        var (clock, logs) = (_clock, NullLoggerFactory.Instance);
        Sandbox = Keep(await SandboxServer.StartAsync(new SandboxOptions(), clock, logs, ct));

        var services = new ServiceCollection();
        services.AddLogging().AddMetrics().AddSingleton<TimeProvider>(clock);
        services.AddPlatform(new SettingsCatalogue(), new ConfigurationBuilder().Build(), FeatureList.All);
        var migrations = services.Select(service => service.ImplementationInstance).OfType<MigrationSet>();
        Database = Keep(await Database.OpenAsync(
            new StorageOptions { DataDirectory = _folder.FullName }, [Ledger.Migrations, UsageTracker.Migrations, .. migrations], clock, logs, ct));
        Ledger = Keep(await Ledger.OpenAsync(Database, clock, logs, null, ct));
        Usage = Keep(await UsageTracker.OpenAsync(Database, new UsageOptions { JournalFile = Path.Combine(_folder.FullName, "usage.journal") }, clock, logs, ct));
        services.AddSingleton(Database).AddSingleton(Ledger).AddSingleton(Usage).AddSingleton(new VitalsBoard());
        services.AddSingleton(provider => new DiscordClient(
            new DiscordOptions { Token = "sandbox", ApiBaseAddress = Sandbox.ApiBaseAddress }, clock, new Random(1), logs, provider.GetRequiredService<IMeterFactory>()));
        var provider = Keep(services.BuildServiceProvider(validateScopes: true));

        var client = provider.GetRequiredService<DiscordClient>();
        provider.GetRequiredService<CommandRouter>().Attach(client);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.On<Discord.Gateway.GuildAvailable>((_, _) =>
        {
            ready.TrySetResult();
            return ValueTask.CompletedTask;
        });
        _client = client;
        await client.StartAsync(ct);
        await ready.Task.WaitAsync(Patience.Long, ct);
    }

    private async Task PassAsync()
    {
        while (!_ended.IsCancellationRequested)
        {
            await Task.Delay(Step * Slower, TimeProvider.System, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _clock.Advance(Step);
        }
    }

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        _parts.Push(part);
        return part;
    }
}
