using Bronx.Dashboard;
using Bronx.Dashboard.Health;
using Bronx.Discord;
using Bronx.Host.Settings;
using Bronx.Platform.Alerts;
using Bronx.Platform.Caching;
using Bronx.Platform.Jobs;
using Bronx.Platform.Ledger;
using Bronx.Platform.Reporting;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bronx.Host.Roles;

/// <summary>The database and what keeps its books and counts in it: opened before anything can ask.</summary>
internal static class StoreStart
{
    /// <summary>Opens everything and adds it to the services.</summary>
    /// <exception cref="StorageException">It cannot be used; one line says what to mend.</exception>
    public static async Task OpenAsync(
        BronxSettings settings, IServiceCollection services, RunSeams seams, StartReport report, ShutdownOrder running, ILoggerFactory logs, CancellationToken ct)
    {
        var database = await BronxStore.OpenAsync(settings, services, seams.Clock, logs, ct);
        running.Add("database", TimeSpan.FromMilliseconds(1000), _ => database.DisposeAsync().AsTask());
        report.Line("Data", database.Describe());

        var board = new JobBoard(seams.Clock);
        var ledgerOptions = new LedgerOptions();
        ledgerOptions = ledgerOptions with { Watch = board.Watch("stakes", "Gives back stakes whose game never ended.", ledgerOptions.OrphanInterval) };
        var ledger = await Ledger.OpenAsync(database, seams.Clock, logs, ledgerOptions, ct);
        running.Add("ledger", TimeSpan.FromMilliseconds(1000), _ => ledger.DisposeAsync().AsTask());
        var usageOptions = BronxStore.Usage(settings, report);
        usageOptions = usageOptions with { Watch = board.Watch("usage", "Saves counts of commands, and forgets the oldest.", usageOptions.FlushInterval) };
        var tracker = await UsageTracker.OpenAsync(database, usageOptions, seams.Clock, logs, ct);
        running.Add("usage", TimeSpan.FromMilliseconds(1000), _ => tracker.DisposeAsync().AsTask());

        services.AddSingleton(settings.Storage.ToOptions());
        services.AddSingleton(new BackupOptions(settings.Storage.BackupDirectory, settings.Storage.BackupsKept));
        services.AddSingleton(new StatsFileOptions(settings.Storage.DatabaseUrl is null ? Path.Combine(settings.Storage.DataDirectory, "stats.json") : null));
        services.AddSingleton(board);
        services.AddSingleton(database);
        services.AddSingleton(ledger);
        services.AddSingleton(tracker);
        services.AddSingleton(new VitalsBoard());
        services.AddSingleton(provider => new HealthBoard(seams.Clock)
        {
            Release = BronxApp.Version,
            Discord = provider.GetRequiredService<DiscordClient>(),
            Database = provider.GetRequiredService<DatabaseWatch>(),
            Cache = provider.GetRequiredService<CacheBoard>(),
            Jobs = provider.GetRequiredService<JobBoard>(),
            Alerts = provider.GetRequiredService<AlertBoard>(),
        });
        services.AddSingleton<IBotFigures>(provider => new LocalFigures(
            BronxApp.BotName, tracker, provider.GetRequiredService<VitalsBoard>(), provider.GetRequiredService<HealthBoard>(), seams.Clock));
    }
}
