using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Why;

internal static class WhyTexts
{
    /// <param name="daily">How the reader would type it here.</param>
    public static Reply Statement(UserId reader, UserId person, WhyPage page, IReadOnlyList<long> trail, string daily)
    {
        var (whose, name) = person == reader ? ("Your coins", "") : ("Somebody's coins", $"{Say.User(person)}\n");
        if (page.Moves.Count == 0)
        {
            return Reply.Of(Look.Card(whose, name + (trail.Count == 0 ? $"Nothing has moved yet. `{daily}` is a good start." : "There is nothing older.")));
        }

        var card = Look.Card($"{whose}, newest first", name + string.Join('\n', page.Moves.Select(move => Line(move, reader, person))));
        if (trail.Count == 0 && !page.HasOlder)
        {
            return Reply.Of(card);
        }

        var older = WhyRules.Further(trail, page.Moves[^1].Sequence);
        return Reply.Of(card).With(Component.Row(
            Component.Button(ButtonStyle.Secondary, "Newer", TurnWhyPage.Id(reader, person, [.. trail.SkipLast(1)]), disabled: trail.Count == 0),
            Component.Button(ButtonStyle.Secondary, "Older", TurnWhyPage.Id(reader, person, older), disabled: !page.HasOlder)));
    }

    public static Reply NotYours(UserId person, string why) =>
        Reply.Of(Look.Refusal($"Only {Say.User(person)} and the people who run me may see where those coins went. `{why}` shows yours."));

    private static string Line(PostedTransfer move, UserId reader, UserId person)
    {
        var flow = WhyRules.FlowOf(move, person);
        var sign = flow switch
        {
            Flow.In => "+",
            Flow.Out => "−",
            _ => "",
        };
        var link = WhyRules.Link(move.Transfer.Origin, reader) is { } where ? $" · [where]({where})" : "";
        return $"**{sign}{move.Transfer.Amount}** {Say.Safe(move.Transfer.Reason, Transfer.MaxReasonLength)}, {Side(move.Transfer, flow)}\n-# {Say.When(move.At, WhenStyle.DateAndTime)}{link}";
    }

    private static string Side(Transfer transfer, Flow flow) => flow switch
    {
        Flow.Own => transfer.To.Kind == AccountKind.Bank ? "wallet to bank" : "bank to wallet",
        Flow.In => $"from {Name(transfer.From)}",
        Flow.Out when transfer.To.Kind == AccountKind.Sink => "gone for good",
        _ => $"to {Name(transfer.To)}",
    };

    private static string Name(AccountId account) => account.Kind switch
    {
        AccountKind.Wallet or AccountKind.Bank => Say.User(account.Owner!.Value),
        AccountKind.Mint => "the mint",
        AccountKind.House => "the house",
        AccountKind.Held => "the table",
        _ => "somebody who left",
    };
}
