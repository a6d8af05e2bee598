namespace Bronx.Platform.Ledger;

/// <summary>Every way a post can end.</summary>
public abstract record PostOutcome
{
    private PostOutcome()
    {
    }

    /// <summary>Done, durably.</summary>
    public sealed record Posted(IReadOnlyList<PostedTransfer> Transfers) : PostOutcome;

    /// <summary>It was done before: this is what happened the first time, whatever was asked now.</summary>
    public sealed record Repeated(IReadOnlyList<PostedTransfer> First) : PostOutcome;

    /// <summary>Nothing was done: <paramref name="Account"/> holds <paramref name="Balance"/> and would need <paramref name="Needed"/>.</summary>
    public sealed record Insufficient(AccountId Account, Coins Balance, Coins Needed) : PostOutcome;

    /// <summary>Nothing was done: the account would pass <see cref="Coins.Ceiling"/> (or, for a mint or house, fall below its negation).</summary>
    public sealed record OverCeiling(AccountId Account, Coins Balance, Coins Amount) : PostOutcome;

    /// <summary>Nothing was done, only when settling: the stake was given back already, or never reserved.</summary>
    /// <param name="WasVoided">False: there never was such a reservation.</param>
    public sealed record NotReserved(TransferId Reservation, bool WasVoided) : PostOutcome;
}
