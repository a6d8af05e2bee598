using Bronx.Discord.Models;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Economy.Work;

/// <summary>The wage of a shift, under an id made of person and shift: once, whatever is pressed how often.</summary>
internal sealed class WorkPay(Ledger ledger)
{
    /// <summary>What this shift brought; null while it is open.</summary>
    public async Task<PostedTransfer?> FindAsync(UserId person, Shift shift, CancellationToken ct) =>
        (await ledger.FindAsync(Id(person, shift), ct))?.Transfers[0];

    public Task<PostOutcome> PayAsync(UserId person, Shift shift, int wage, TransferOrigin origin, CancellationToken ct) =>
        ledger.PostAsync(
            new Transfer(Id(person, shift), AccountId.Mint("work"), AccountId.Wallet(person), new Coins(wage), $"Wage as {shift.Job.Name}", origin), ct);

    // The start is part of it: somebody who had everything erased begins again at shift 1.
    private static TransferId Id(UserId person, Shift shift) =>
        TransferId.From("work", person, (ulong)shift.Number, (ulong)shift.Started.ToUnixTimeMilliseconds());
}
