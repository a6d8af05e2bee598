using Bronx.Discord.Models;
using Bronx.Platform.Commands;

namespace Bronx.Features.MyData;

/// <summary>The first yes: opens the form for the second.</summary>
internal sealed class DeleteMyDataButton : IComponent
{
    public static ComponentDefinition Definition { get; } = new("mydata.delete", MyDataDeleteCommand.Name);

    public static string Id(UserId person) => ComponentId.For(Definition.Route, person);

    public ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct) =>
        ValueTask.FromResult<CommandOutcome>(new CommandOutcome.OpenedModal(MyDataTexts.Form(SignDeletionForm.Id(call.Caller.Id))));
}
