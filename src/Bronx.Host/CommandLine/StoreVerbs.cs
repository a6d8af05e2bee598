using Bronx.Features;
using Bronx.Host.Roles;
using Bronx.Host.Settings;
using Bronx.Platform;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bronx.Host.CommandLine;

/// <summary><c>bronx db …</c> and <c>bronx ledger …</c>: the store, while the bot does not run.</summary>
internal static class StoreVerbs
{
    public static async Task<int> HealthAsync(BronxSettings settings, CancellationToken ct)
    {
        using var logs = ConsoleLogs.Create(settings.Logging);
        await using var database = await BronxStore.OpenAsync(settings, TimeProvider.System, logs, ct);
        var health = await database.CheckAsync(ct);
        Console.WriteLine(database.Describe());
        Console.WriteLine($"  state        {health.Problem ?? "healthy"}");
        Console.WriteLine($"  version      {health.Version ?? "unknown"}");
        Console.WriteLine($"  latency      {health.Latency.TotalMilliseconds:0.0} ms");
        Console.WriteLine($"  size         {Megabytes(health.SizeBytes)}");
        Console.WriteLine($"  connections  {health.Connections?.ToString() ?? "unknown"} of at most {health.MaxConnections}");
        return health.IsHealthy ? 0 : 1;
    }

    public static async Task<int> MigrateAsync(BronxSettings settings, CancellationToken ct)
    {
        using var logs = ConsoleLogs.Create(settings.Logging);
        await using var database = await BronxStore.OpenAsync(settings, TimeProvider.System, logs, ct);
        Console.WriteLine($"{database.Describe()} is up to date.");
        return 0;
    }

    public static async Task<int> OptimizeAsync(BronxSettings settings, CancellationToken ct)
    {
        using var logs = ConsoleLogs.Create(settings.Logging);
        var services = new ServiceCollection().AddPlatform(settings.Settings, settings.Configuration, FeatureList.All);
        await using var database = await BronxStore.OpenAsync(settings, services, TimeProvider.System, logs, ct);
        using var keeper = new StoreKeeper(
            database, services.Select(service => service.ImplementationInstance).OfType<Ageing>(), TimeProvider.System, logs.CreateLogger<StoreKeeper>());
        var report = await keeper.RunAsync(ct);
        Console.WriteLine(database.Describe());
        foreach (var step in report.Steps)
        {
            Console.WriteLine($"  {step.Name,-12} {step.Took.TotalMilliseconds,8:0} ms  {step.Detail}");
        }

        Console.WriteLine($"  size         {Megabytes(report.SizeBefore)} before, {Megabytes(report.SizeAfter)} after; {report.Took.TotalSeconds:0.0} s in all");
        return report.IsClean ? 0 : 1;
    }

    /// <summary>Also while the bot runs: it takes no lock.</summary>
    public static async Task<int> BackUpAsync(BronxSettings settings, CancellationToken ct)
    {
        using var backup = new Backup(settings.Storage.ToOptions(), TimeProvider.System);
        var made = await backup.RunAsync(settings.Storage.BackupDirectory, settings.Storage.BackupsKept is > 0 and var keep ? keep : null, ct);
        Console.WriteLine($"{made.File}: {Megabytes(made.Bytes)} in {made.Took.TotalSeconds:0.0} s{(made.Dropped > 0 ? $"; {made.Dropped} older ones dropped" : "")}");
        return 0;
    }

    public static async Task<int> VerifyLedgerAsync(BronxSettings settings, CancellationToken ct)
    {
        using var logs = ConsoleLogs.Create(settings.Logging);
        await using var database = await BronxStore.OpenAsync(settings, TimeProvider.System, logs, ct);
        await using var ledger = await Ledger.OpenAsync(database, TimeProvider.System, logs, null, ct);
        var audit = await ledger.AuditAsync(ct);
        Console.WriteLine($"{audit.Transfers:#,0} transfers between {audit.Accounts:#,0} accounts; all balances together: {audit.Sum}");
        Console.WriteLine($"head of the journal: {audit.Head}");
        foreach (var finding in audit.Findings)
        {
            Console.WriteLine("DIFFERENCE " + finding);
        }

        Console.WriteLine(audit.IsProved ? "Proved: no coin was lost or invented." : "NOT proved: keep a copy of the data and report the lines above.");
        return audit.IsProved ? 0 : 1;
    }

    private static string Megabytes(long? bytes) => bytes is { } known ? $"{known / 1024.0 / 1024.0:0.0} MB" : "unknown";
}
