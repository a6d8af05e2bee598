using Bronx.Discord.Models;
using Bronx.Platform.Commands;

namespace Bronx.Features.MyData;

/// <summary>The second yes, typed. Whose data goes is who sends the form, whatever an id says.</summary>
internal sealed class SignDeletionForm(PersonalErasure erasure) : IComponent
{
    public static ComponentDefinition Definition { get; } = new("mydata.sign", MyDataDeleteCommand.Name);

    public static string Id(UserId person) => ComponentId.For(Definition.Route, person);

    public async ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct)
    {
        if (!call.Fields.GetValueOrDefault(MyDataTexts.PhraseField, "").Trim().Equals(MyDataTexts.Phrase, StringComparison.OrdinalIgnoreCase))
        {
            return CommandOutcome.Refuse(Refusal.BadArgument, MyDataTexts.WrongPhrase());
        }

        if (await erasure.EraseAsync(call.Caller.Id, ct) is not { } gone)
        {
            return CommandOutcome.Refuse(Refusal.RuleOfTheGame, MyDataTexts.GameRunning());
        }

        // They are nobody we know from here on: this use is counted without a name too.
        call.MayRecord = false;
        return new CommandOutcome.Updated(MyDataTexts.Deleted(gone));
    }
}
