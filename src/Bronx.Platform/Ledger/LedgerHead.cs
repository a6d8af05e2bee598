namespace Bronx.Platform.Ledger;

/// <summary>
/// The one row that every batch locks first: where the journal ends, and the last numbers given out. Two heads that are equal mean
/// that nobody else wrote in between.
/// </summary>
/// <param name="Epoch">Grows when a person is forgotten, which the journal does not show.</param>
internal sealed record LedgerHead(long Sequence, byte[] Hash, long LastAccount, long LastParty, long Epoch)
{
    public bool IsSame(LedgerHead? other) => other is not null && Sequence == other.Sequence && LastAccount == other.LastAccount
        && LastParty == other.LastParty && Epoch == other.Epoch && Hash.AsSpan().SequenceEqual(other.Hash);
}
