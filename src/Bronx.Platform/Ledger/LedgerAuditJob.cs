using System.Globalization;
using Bronx.Platform.Jobs;

namespace Bronx.Platform.Ledger;

/// <summary>Proves now and then that no coin was lost or invented, and that nobody has rewritten what the audit before had seen.</summary>
internal sealed class LedgerAuditJob(Ledger ledger, LedgerWatch watch) : IJob
{
    public static JobDefinition Definition { get; } =
        new("ledger-audit", "Recomputes every balance and the hash chain.", new JobSchedule.Every(TimeSpan.FromHours(6))) { TimeLimit = TimeSpan.FromMinutes(30) };

    public async Task<string?> RunAsync(CancellationToken ct)
    {
        var audit = await ledger.AuditAsync(ct, watch.Proved);
        watch.Tell(audit);
        return audit.IsProved
            ? string.Create(CultureInfo.InvariantCulture, $"{audit.Transfers:#,0} transfers proved")
            : throw new InvalidOperationException($"The ledger differs from its journal: {audit.Findings[0]} Run 'bronx ledger verify' and keep a copy of the data.");
    }
}

/// <summary>The audits of this process.</summary>
public sealed class LedgerWatch
{
    private LedgerAudit? _last;
    private LedgerAudit? _proved;

    /// <summary>Null before the first.</summary>
    public LedgerAudit? Last => Volatile.Read(ref _last);

    /// <summary>
    /// The last that found nothing: what later ones are held against. One that found something is never it, or a history that was
    /// written anew would be an alarm for six hours and then the truth.
    /// </summary>
    internal LedgerAudit? Proved => Volatile.Read(ref _proved);

    internal void Tell(LedgerAudit audit)
    {
        Volatile.Write(ref _last, audit);
        if (audit.IsProved)
        {
            Volatile.Write(ref _proved, audit);
        }
    }
}
