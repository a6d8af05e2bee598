namespace Bronx.Platform.Ledger;

/// <summary>A stake to be set aside until its game ends.</summary>
/// <param name="Deadline">After this it is given back unless it was settled.</param>
public sealed record Reservation(TransferId Id, AccountId From, Coins Amount, DateTimeOffset Deadline, string Reason, TransferOrigin Origin);

/// <summary>Every way a reservation can end.</summary>
public abstract record ReserveOutcome
{
    private ReserveOutcome()
    {
    }

    /// <summary>Set aside, durably.</summary>
    public sealed record Reserved(PostedTransfer Stake) : ReserveOutcome;

    /// <summary>It was set aside before; this is what happened then.</summary>
    public sealed record Repeated(PostedTransfer First) : ReserveOutcome;

    /// <summary>Nothing was done: the account holds too little.</summary>
    public sealed record Insufficient(AccountId Account, Coins Balance, Coins Needed) : ReserveOutcome;
}

/// <summary>A stake that is set aside now.</summary>
public sealed record OpenReservation(TransferId Id, AccountId From, Coins Amount, DateTimeOffset Deadline, string Reason, DateTimeOffset At);
