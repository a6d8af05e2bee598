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
    private static readonly TimeSpan SavedWithoutAFile = TimeSpan.FromSeconds(5);

    public static Task<Database> OpenAsync(BronxSettings settings, TimeProvider clock, ILoggerFactory logs, CancellationToken ct)
    {
        var services = new ServiceCollection().AddPlatform(settings.Settings, settings.Configuration, FeatureList.All);
        return OpenAsync(settings, services, clock, logs, ct);
    }

    /// <summary>
    /// Where uses are kept until they are saved. Where PostgreSQL has the data and nothing can be written here, in memory alone, and
    /// then they are saved every few seconds: what a kill could lose is that much.
    /// </summary>
    public static UsageOptions Usage(BronxSettings settings, StartReport report)
    {
        var file = Path.Combine(settings.Storage.DataDirectory, "usage.journal");
        if (settings.Storage.DatabaseUrl is null || IsWritable(settings.Storage.DataDirectory))
        {
            return new UsageOptions { JournalFile = file };
        }

        report.Line("Usage", $"saved every {SavedWithoutAFile.TotalSeconds} s: the folder {settings.Storage.DataDirectory} cannot be written, so there is no journal");
        return new UsageOptions { JournalFile = null, FlushInterval = SavedWithoutAFile };
    }

    /// <param name="services">Where the slices left their migrations.</param>
    public static Task<Database> OpenAsync(BronxSettings settings, IServiceCollection services, TimeProvider clock, ILoggerFactory logs, CancellationToken ct) =>
        Database.OpenAsync(
            settings.Storage.ToOptions(),
            [Ledger.Migrations, UsageTracker.Migrations, SignInSetup.Migrations, .. services.Select(service => service.ImplementationInstance).OfType<MigrationSet>()],
            clock,
            logs,
            ct);

    private static bool IsWritable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var trial = Path.Combine(folder, $".trial-{Environment.ProcessId}");
            using (new FileStream(trial, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
                return true;
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
