using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using Bronx.Platform.Alerts;
using Bronx.Platform.Caching;
using Bronx.Platform.Commands.Gates;
using Bronx.Platform.Configuration;
using Bronx.Platform.Configuration.Live;
using Bronx.Platform.Events;
using Bronx.Platform.Jobs;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform;

/// <summary>What keeps the bot running and says how it does: jobs, cache, care of the store, alerts.</summary>
internal static class OperationsSetup
{
    public static void AddOperations(this IServiceCollection services, SettingsCatalogue catalogue, IConfiguration configuration)
    {
        AddJobs(services);
        services.AddSingleton<CacheBoard>();
        services.AddSingleton(catalogue.Add<CacheOptions>("Cache").Bind<CacheOptions>(configuration));
        services.AddSingleton(static provider => new Cache(
            provider.GetRequiredService<CacheOptions>(),
            provider.GetRequiredService<CacheBoard>(),
            provider.GetRequiredService<TimeProvider>(),
            new Random(RandomNumberGenerator.GetInt32(int.MaxValue)),
            provider.GetRequiredService<IMeterFactory>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(AlertStore.Migrations);
        services.AddSingleton<AlertStore>();
        services.AddSingleton<AlertBoard>();
        services.AddSingleton<AlertGauges>();
        services.AddSingleton<AlertMessenger>();
        AlertSettings.All.ToList().ForEach(setting => services.AddSingleton(setting));
        services.AddSingleton(LiveStore.Migrations);
        services.AddSingleton<LiveSettings>();
        services.AddSingleton<IStartUp>(static provider => provider.GetRequiredService<LiveSettings>());
        services.AddSingleton(static provider => new RateLimitEar(provider.GetRequiredService<IMeterFactory>(), provider.GetRequiredService<UsageTracker>()));
        services.TryAddSingleton(new StatsFileOptions(null));
        services.AddSingleton<StatsFile>();
        services.AddSingleton<DatabaseWatch>();
        services.AddSingleton<StoreKeeper>();
        services.AddSingleton<UsageHistory>();
        services.AddSingleton<LedgerWatch>();
        services.TryAddSingleton(new StorageOptions());
        services.TryAddSingleton(new BackupOptions(null, 0));
        services.AddSingleton<Backup>();
        services.AddSingleton(CooldownStore.Ended);
        services.AddSingleton(AlertStore.Old);
    }

    private static void AddJobs(IServiceCollection services)
    {
        services.TryAddSingleton<JobBoard>();
        services.AddSingleton(JobClaims.Migrations);
        services.AddSingleton(static provider => new JobSupervisor(
            provider.GetServices<JobEntry>(),
            provider,
            provider.GetRequiredService<JobBoard>(),
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IMeterFactory>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddJob<DatabaseCheckJob>();
        services.AddJob<OptimizeJob>();
        services.AddJob<BackupJob>();
        services.AddJob<LedgerAuditJob>();
        services.AddJob<LiveSettingsJob>();
        services.AddJob<AlertWatch>();
        services.AddJob<StatsFileJob>();
    }
}
