using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Events;
using Bronx.Platform.Ledger;
using Bronx.Platform.Options;
using Bronx.Platform.People;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Choices;

/// <summary>Tells people in a direct message what others did with their coins, if they want to know.</summary>
internal sealed class CoinNotices(OptionBook book, DirectLine line, Afterwards afterwards)
{
    public Task GivenAsync(Call call, UserId to, Coins coins, CancellationToken ct) => TellAsync(
        call, to, CoinChoices.Gifts, $"{Say.User(call.Caller.Id)} ({Say.Safe(call.CallerName, 40)}) gave you **{Say.Coins(coins)}**.", ct);

    /// <param name="moves">The robbery's transfers: one for a fine, two for loot.</param>
    public Task RobbedAsync(Call call, UserId victim, IReadOnlyList<PostedTransfer> moves, CancellationToken ct)
    {
        var stake = moves[0].Transfer.Amount;
        var who = $"{Say.User(call.Caller.Id)} ({Say.Safe(call.CallerName, 40)})";
        return TellAsync(
            call, victim, CoinChoices.Robbed,
            moves.Count > 1
                ? $"{who} robbed you of **{Say.Coins(moves[1].Transfer.Amount - stake)}**. The bank is safe from that."
                : $"{who} tried to rob you, was caught, and paid you **{Say.Coins(stake)}**.",
            ct);
    }

    private async Task TellAsync(Call call, UserId person, Option<bool> wanted, string text, CancellationToken ct)
    {
        if ((await book.OfAsync(person, ct)).Get(wanted))
        {
            var cause = call.EventId;
            afterwards.Do("a notice about coins", stopping => line.SendAsync(person, cause, Reply.Of(Look.Note(text)), stopping));
        }
    }
}
