using Bronx.Discord.Models;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Terms;

/// <summary>
/// Acceptance and the welcome bonus. The bonus is posted first, under an id that exists once per person: if the process dies between
/// the two writes the person is asked again, and the ledger answers that the coins are there. So nobody who accepted can be without
/// the bonus, and no number of clicks, devices or versions brings it twice.
/// </summary>
internal sealed class TermsSigning(TermsStore store, Ledger ledger, AcceptedPeople accepted, TimeProvider clock)
{
    public static readonly Coins Bonus = new(1_000);

    public async Task<Acceptance> SignAsync(UserId user, TermsVersion version, TermsWay way, TransferOrigin origin, CancellationToken ct)
    {
        var bonus = new Transfer(
            TransferId.From("terms-bonus", user.Value), AccountId.Mint("terms-bonus"), AccountId.Wallet(user), Bonus, "Welcome bonus", origin);
        if (await ledger.PostAsync([bonus], ct) is PostOutcome.Insufficient)
        {
            throw new InvalidOperationException("A mint has no floor.");
        }

        var acceptance = await store.AcceptAsync(user, version.Name, way, clock.GetUtcNow(), ct);
        accepted.Add(user);
        return acceptance;
    }
}
