using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Beg;

internal static class BegTexts
{
    public static Reply Given(PostedTransfer paid) =>
        Reply.Of(Look.Note($"A passer-by leaves you **{Say.Coins(paid.Transfer.Amount)}**. {EconomyTexts.InWallet(paid.ToBalance)}", Look.Good));

    public static Reply Nothing() => Reply.Of(Look.Note("A passer-by smiles and walks on. Better luck next time."));
}
