using Bronx.Discord.Models;
using Bronx.Platform.Commands;

namespace Bronx.Features.MyData;

/// <summary>The person changed their mind.</summary>
internal sealed class KeepMyDataButton : IComponent
{
    public static ComponentDefinition Definition { get; } = new("mydata.keep", MyDataDeleteCommand.Name);

    public static string Id(UserId person) => ComponentId.For(Definition.Route, person);

    public ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct) =>
        ValueTask.FromResult<CommandOutcome>(new CommandOutcome.Updated(MyDataTexts.Kept()));
}
