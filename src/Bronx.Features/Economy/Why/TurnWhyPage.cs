using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Platform.Commands;

namespace Bronx.Features.Economy.Why;

/// <summary>Turns to another page of the statement. The way is in the button, so it works after a restart too.</summary>
internal sealed class TurnWhyPage(WhyBook book) : IComponent
{
    public static ComponentDefinition Definition { get; } = new("why.page", WhyCommand.Name);

    public static string Id(UserId person, IReadOnlyList<long> trail) => ComponentId.For(
        Definition.Route, person, [.. trail.Select(before => before.ToString("x", CultureInfo.InvariantCulture))]);

    public async ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct) =>
        new CommandOutcome.Updated(await book.OpenAsync(call.Caller.Id, WhyRules.Trail(call.State), ct));
}
