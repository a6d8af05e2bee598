using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Commands.Confirming;
using Bronx.Platform.Ledger;
using Bronx.Platform.Options;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Choices;

/// <summary>What people ask of themselves before their coins leave the wallet.</summary>
internal sealed class Spending(OptionBook book, Confirmations confirmations)
{
    /// <summary>The question, when the person wants to be asked about such an amount and was not yet; null to go on.</summary>
    public async Task<CommandOutcome?> AskAsync(CommandCall call, Coins amount, Embed question, string yes, CancellationToken ct)
    {
        var from = (await book.OfAsync(call.Caller.Id, ct)).Get(CoinChoices.Confirm);
        var subject = amount.ToString();
        return from > Coins.Zero && amount >= from && !call.IsConfirmed(subject) ? confirmations.Ask(call, subject, question, yes) : null;
    }

    /// <summary>Why a bet is more than the person allows themselves; null when it is not.</summary>
    public async Task<CommandOutcome?> RefuseBetAsync(Call call, Coins stake, CancellationToken ct)
    {
        var most = (await book.OfAsync(call.Caller.Id, ct)).Get(CoinChoices.MostPerBet);
        return most > Coins.Zero && stake > most
            ? CommandOutcome.Refuse(Refusal.RuleOfTheGame, Reply.Of(Look.Refusal(
                $"You let yourself bet at most {Say.Coins(most)} at once. `{call.Spelling("settings me set")} {CoinChoices.MostPerBet.Key}` changes that.")))
            : null;
    }
}
