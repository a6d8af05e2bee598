using Bronx.Host.Roles;
using Bronx.Host.Settings;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;

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
        Console.WriteLine($"  size         {(health.SizeBytes is { } bytes ? $"{bytes / 1024.0 / 1024.0:0.0} MB" : "unknown")}");
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
}
