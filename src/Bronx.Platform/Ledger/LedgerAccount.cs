namespace Bronx.Platform.Ledger;

/// <summary>The writer's view of one account. Owned by the writer's loop alone.</summary>
internal sealed class LedgerAccount(AccountId id)
{
    public AccountId Id { get; } = id;

    /// <summary>0 until the account is stored.</summary>
    public long Number { get; set; }

    /// <summary>The person behind a wallet or bank, as the journal knows them; else 0.</summary>
    public long Party { get; set; }

    /// <summary>With the batch so far.</summary>
    public long Balance { get; set; }

    /// <summary>As the store has it: the update is conditional on it.</summary>
    public long StoredBalance { get; set; }

    /// <summary>Its kind as it was opened: a forgotten person's wallet stays a wallet in the chain.</summary>
    public required AccountKind Kind { get; init; }

    public bool HasFloor => Kind is not (AccountKind.Mint or AccountKind.House);
}
