using Bronx.Features.Economy.Leaderboard;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Beg;

/// <summary>A few coins from a passer-by, or none.</summary>
internal sealed class BegCommand(Ledger ledger, Regulars regulars, Chance chance) : ICommand
{
    public static CommandDefinition Definition { get; } = new("beg", "Economy", "Ask a passer-by for a few coins")
    {
        Examples = ["beg"],
        Details = $"Up to {Say.Number(BegRules.Most)} coins, and one passer-by in {BegRules.NothingOneOf} gives nothing. Once in {Say.Span(BegRules.Pause)}.",
        Cooldown = new(BegRules.Pause, KeptOverRestarts: true),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var person = call.Caller.Id;
        var id = TransferId.From("beg", person, call.EventId);
        if (await ledger.FindAsync(id, ct) is { } done)
        {
            return CommandOutcome.Say(BegTexts.Given(done.Transfers[0]));
        }

        await regulars.SeenAsync(call, ct);
        if (chance.Between(1, BegRules.NothingOneOf) == BegRules.NothingOneOf)
        {
            return CommandOutcome.Say(BegTexts.Nothing());
        }

        var alms = new Coins(chance.Between(BegRules.Least, BegRules.Most));
        var outcome = await ledger.PostAsync(new Transfer(id, AccountId.Mint("beg"), AccountId.Wallet(person), alms, "Alms", call.Origin), ct);
        return outcome switch
        {
            PostOutcome.Posted posted => CommandOutcome.Say(BegTexts.Given(posted.Transfers[0])),
            PostOutcome.Repeated repeated => CommandOutcome.Say(BegTexts.Given(repeated.First[0])),
            _ => Accounts.Refuse(call, outcome, Pocket.Wallet),
        };
    }
}
