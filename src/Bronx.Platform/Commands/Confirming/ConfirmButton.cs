using System.Globalization;
using Bronx.Platform.Text;

namespace Bronx.Platform.Commands.Confirming;

/// <summary>The answer to a question of <see cref="Confirmations"/>: the command runs after all, in the place of the question, or does not.</summary>
public sealed class ConfirmButton<TCommand>(Confirmations confirmations, TCommand command) : IComponent
    where TCommand : class, ICommand
{
    public static ComponentDefinition Definition { get; } = new(ConfirmRoute.Of(TCommand.Definition), TCommand.Definition.Name);

    public async ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct)
    {
        if (call.State is not [var about, var answer] || !ulong.TryParse(about, NumberStyles.None, CultureInfo.InvariantCulture, out var eventId)
            || confirmations.Take(call.Caller.Id, eventId) is not { } asked)
        {
            return new CommandOutcome.Updated(Reply.Of(Look.Refusal($"This question has expired. `{call.Spelling(TCommand.Definition.Name)}` asks it again.")));
        }

        if (answer != ConfirmRoute.Yes)
        {
            return new CommandOutcome.Updated(Reply.Of(Look.Note("All right, nothing was done.")));
        }

        return await command.RunAsync(asked.Call.Again(call, asked.Subject), ct) switch
        {
            CommandOutcome.Replied replied => new CommandOutcome.Updated(replied.Reply),
            CommandOutcome.Refused refused => new CommandOutcome.Updated(refused.Reply),
            var other => other,
        };
    }
}
