namespace Bronx.Platform.Ledger;

/// <summary>What a journal entry is. Stored and covered by the chain: the numbers never change.</summary>
internal enum EntryKind : byte
{
    Move = 1,

    /// <summary>A stake set aside.</summary>
    Reserve = 2,

    /// <summary>A stake given back so that its game can be settled, first entry of the settlement.</summary>
    Release = 3,

    /// <summary>A stake given back for good.</summary>
    Void = 4,
}

/// <summary>One immutable line of the journal, before it is stored.</summary>
internal sealed record JournalEntry(
    long Sequence,
    TransferId Id,
    EntryKind Kind,
    long GroupStart,
    LedgerAccount From,
    LedgerAccount To,
    long Amount,
    long FromBalance,
    long ToBalance,
    long At,
    string Reason,
    TransferOrigin Origin,
    long? Actor,
    byte[] Hash)
{
    public PostedTransfer ToPosted() => new(
        new Transfer(Id, From.Id, To.Id, new Coins(Amount), Reason, Origin),
        new Coins(FromBalance), new Coins(ToBalance), DateTimeOffset.FromUnixTimeMilliseconds(At), Sequence);
}
