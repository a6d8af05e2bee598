namespace Bronx.Platform.Ledger;

/// <summary>Refuses what no person can cause: these are mistakes in our own code and throw.</summary>
internal static class LedgerChecks
{
    private const int MaxReason = Platform.Ledger.Transfer.MaxReasonLength;

    public static void Linked(IReadOnlyList<Transfer> transfers, int atLeast)
    {
        ArgumentNullException.ThrowIfNull(transfers);
        if (transfers.Count < atLeast || transfers.Count > Ledger.MaxLinked)
        {
            throw new ArgumentException($"{atLeast} to {Ledger.MaxLinked} transfers may be linked, not {transfers.Count}.", nameof(transfers));
        }

        for (var i = 0; i < transfers.Count; i++)
        {
            Transfer(transfers[i]);
            for (var k = 0; k < i; k++)
            {
                if (transfers[k].Id == transfers[i].Id)
                {
                    throw new ArgumentException($"The id {transfers[i].Id} is used twice among linked transfers.", nameof(transfers));
                }
            }
        }
    }

    public static void Reservation(Reservation wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        Id(wanted.Id);
        Account(wanted.From);
        Amount(wanted.Amount);
        Reason(wanted.Reason);
        ArgumentNullException.ThrowIfNull(wanted.Origin);
    }

    public static void Reason(string reason)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > MaxReason || !IsPlain(reason))
        {
            throw new ArgumentException($"A reason has 1–{MaxReason} printable characters.", nameof(reason));
        }
    }

    private static void Transfer(Transfer transfer)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        Id(transfer.Id);
        Account(transfer.From);
        Account(transfer.To);
        Amount(transfer.Amount);
        Reason(transfer.Reason);
        ArgumentNullException.ThrowIfNull(transfer.Origin);
        if (transfer.From == transfer.To)
        {
            throw new ArgumentException($"{transfer.From} cannot pay itself.", nameof(transfer));
        }
    }

    private static void Id(TransferId id)
    {
        if (id == default)
        {
            throw new ArgumentException("A transfer needs an id made from its cause.", nameof(id));
        }
    }

    private static void Account(AccountId account)
    {
        if (account.Kind is AccountKind.None or AccountKind.Held or AccountKind.Forgotten)
        {
            throw new ArgumentException($"Nothing can be posted to {account}.", nameof(account));
        }
    }

    private static void Amount(Coins amount)
    {
        if (amount.Value < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount.Value, "A transfer moves 1 coin or more.");
        }
    }

    /// <summary>No control characters and no half of a surrogate pair: PostgreSQL and the hash chain must agree on the bytes.</summary>
    private static bool IsPlain(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (System.Text.Rune.IsControl(rune) || rune == System.Text.Rune.ReplacementChar)
            {
                return false;
            }
        }

        return true;
    }
}
