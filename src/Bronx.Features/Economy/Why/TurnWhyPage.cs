using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Features.Economy.Daily;
using Bronx.Platform.Commands;

namespace Bronx.Features.Economy.Why;

/// <summary>Turns to another page of the statement. The way is in the button, so it works after a restart too.</summary>
internal sealed class TurnWhyPage(WhyBook book) : IComponent
{
    private const string Of = "of";

    public static ComponentDefinition Definition { get; } = new("why.page", WhyCommand.Name);

    /// <param name="reader">Whom the button obeys.</param>
    /// <param name="person">Whose coins; named in the id only when it is somebody else.</param>
    public static string Id(UserId reader, UserId person, IReadOnlyList<long> trail) => ComponentId.For(
        Definition.Route, reader,
        person == reader
            ? [.. trail.Select(Hex)]
            : [Of + person.Value.ToString("x", CultureInfo.InvariantCulture), .. trail.TakeLast(WhyRules.Remembered - 1).Select(Hex)]);

    public async ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct)
    {
        var isNamed = call.State.ElementAtOrDefault(0)?.StartsWith(Of, StringComparison.Ordinal) == true;
        var person = isNamed && ulong.TryParse(call.State[0].AsSpan(Of.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var named) && named > 0
            ? new UserId(named)
            : call.Caller.Id;
        var trail = WhyRules.Trail([.. call.State.Skip(isNamed ? 1 : 0)]);
        return WhyRules.MaySee(call.Caller.Id, call.IsOwner, person)
            ? new CommandOutcome.Updated(await book.OpenAsync(call.Caller.Id, person, trail, call.Spelling(DailyCommand.Name), ct))
            : CommandOutcome.Refuse(Refusal.OwnersOnly, WhyTexts.NotYours(person, call.Spelling(WhyCommand.Name)));
    }

    private static string Hex(long before) => before.ToString("x", CultureInfo.InvariantCulture);
}
