using Bronx.Platform.Jobs;

namespace Bronx.Platform.Ledger;

/// <summary>Bounds of the ledger's writer.</summary>
public sealed record LedgerOptions
{
    /// <summary>Requests that may wait, 1 or more; a full queue makes callers wait their turn.</summary>
    public int QueueCapacity { get; init; } = 8_192;

    /// <summary>Requests in one commit at most, 1 or more.</summary>
    public int BatchSize { get; init; } = 512;

    /// <summary>Accounts whose balance the writer remembers, 1,000 or more.</summary>
    public int RememberedAccounts { get; init; } = 200_000;

    /// <summary>How often stakes past their deadline are given back.</summary>
    public TimeSpan OrphanInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Hears of each round that gives stakes back; null when nobody watches.</summary>
    public LoopWatch? Watch { get; init; }

    /// <summary>How long a batch is tried again while the store is away, before its callers are told.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);
}
