namespace Bronx.Platform.Ledger;

/// <summary>Stored with each reservation: the numbers never change.</summary>
internal enum StakeState : byte
{
    Open = 0,
    Settled = 1,
    Voided = 2,
}

/// <summary>A reservation as the writer sees it within one batch.</summary>
internal sealed class HeldStake(TransferId id, long sequence, LedgerAccount account, long amount, long deadline)
{
    public TransferId Id => id;

    /// <summary>Of the entry that set it aside.</summary>
    public long Sequence => sequence;

    public LedgerAccount Account => account;

    public long Amount => amount;

    public long Deadline => deadline;

    public StakeState State { get; set; }

    /// <summary>First entry of what closed it.</summary>
    public long? ClosedBy { get; set; }

    /// <summary>The moves of the settlement, when it was settled.</summary>
    public IReadOnlyList<PostedTransfer> Settlement { get; set; } = [];

    /// <summary>False: it was made in this very batch.</summary>
    public bool IsStored { get; init; }
}
