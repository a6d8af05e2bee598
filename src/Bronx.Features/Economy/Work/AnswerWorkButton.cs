using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Features.Economy.Badges;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;

namespace Bronx.Features.Economy.Work;

/// <summary>An answer ends the shift and brings its wage; the first answer counts.</summary>
internal sealed class AnswerWorkButton(WorkStore store, WorkPay pay, BadgeBook badges) : IComponent
{
    public static ComponentDefinition Definition { get; } = new("work.answer", WorkCommand.Name);

    public static string Id(UserId person, Shift shift, int choice) => ComponentId.For(
        Definition.Route,
        person,
        shift.Started.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        choice.ToString(CultureInfo.InvariantCulture));

    public async ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct)
    {
        var person = call.Caller.Id;
        var asked = call.State.ElementAtOrDefault(0);
        if (await store.LastAsync(person, ct) is not { } shift
            || asked != shift.Started.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)
            || !int.TryParse(call.State.ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out var choice))
        {
            return new CommandOutcome.Updated(WorkTexts.Over(call.Spelling(WorkCommand.Name)));
        }

        var puzzle = WorkRules.Puzzle(shift.Job, shift.Luck);
        var outcome = await pay.PayAsync(person, shift, WorkRules.Wage(puzzle, choice, call.ReceivedAt - shift.Started), call.Origin, ct);
        return outcome switch
        {
            PostOutcome.Posted posted => new CommandOutcome.Updated(
                await badges.CrownAsync(call, BadgeRules.ForShifts(shift.Number), WorkTexts.Paid(shift, puzzle, posted.Transfers[0]), ct)),
            PostOutcome.Repeated repeated => new CommandOutcome.Updated(WorkTexts.Paid(shift, puzzle, repeated.First[0])),
            _ => Accounts.Refuse(call, outcome, Pocket.Wallet),
        };
    }
}
