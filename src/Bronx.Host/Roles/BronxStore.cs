using Bronx.Dashboard.SignIn;
using Bronx.Features;
using Bronx.Host.Settings;
using Bronx.Platform;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bronx.Host.Roles;

/// <summary>Opens the store that the settings name, with the tables of every part.</summary>
internal static class BronxStore
{
    public static Task<Database> OpenAsync(BronxSettings settings, TimeProvider clock, ILoggerFactory logs, CancellationToken ct)
    {
        var services = new ServiceCollection().AddPlatform(settings.Settings, settings.Configuration, FeatureList.All);
        return OpenAsync(settings, services, clock, logs, ct);
    }

    /// <param name="services">Where the slices left their migrations.</param>
    public static Task<Database> OpenAsync(BronxSettings settings, IServiceCollection services, TimeProvider clock, ILoggerFactory logs, CancellationToken ct) =>
        Database.OpenAsync(
            new StorageOptions
            {
                DatabaseUrl = settings.Storage.DatabaseUrl?.Reveal(),
                DataDirectory = settings.Storage.DataDirectory,
                PoolMin = settings.Storage.PoolMin,
                PoolMax = settings.Storage.PoolMax,
            },
            [Ledger.Migrations, UsageTracker.Migrations, SignInSetup.Migrations, .. services.Select(service => service.ImplementationInstance).OfType<MigrationSet>()],
            clock,
            logs,
            ct);
}
