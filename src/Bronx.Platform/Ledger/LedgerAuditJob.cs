using System.Globalization;
using Bronx.Platform.Jobs;

namespace Bronx.Platform.Ledger;

/// <summary>Proves now and then that no coin was lost or invented.</summary>
internal sealed class LedgerAuditJob(Ledger ledger, LedgerWatch watch) : IJob
{
    public static JobDefinition Definition { get; } =
        new("ledger-audit", "Recomputes every balance and the hash chain.", new JobSchedule.Every(TimeSpan.FromHours(6))) { TimeLimit = TimeSpan.FromMinutes(30) };

    public async Task<string?> RunAsync(CancellationToken ct)
    {
        var audit = await ledger.AuditAsync(ct);
        watch.Tell(audit);
        return audit.IsProved
            ? string.Create(CultureInfo.InvariantCulture, $"{audit.Transfers:#,0} transfers proved")
            : throw new InvalidOperationException($"The ledger differs from its journal: {audit.Findings[0]} Run 'bronx ledger verify' and keep a copy of the data.");
    }
}

/// <summary>The last audit of this process; null before the first.</summary>
public sealed class LedgerWatch
{
    private LedgerAudit? _last;

    public LedgerAudit? Last => Volatile.Read(ref _last);

    internal void Tell(LedgerAudit audit) => Volatile.Write(ref _last, audit);
}
