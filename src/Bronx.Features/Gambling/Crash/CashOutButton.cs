using System.Globalization;
using Bronx.Platform.Commands;

namespace Bronx.Features.Gambling.Crash;

/// <summary>Leaves a flight at the multiplier of the moment in which the press arrived.</summary>
internal sealed class CashOutButton(Flights flights) : IComponent
{
    public static ComponentDefinition Definition { get; } = new("crash.out", CrashCommand.Name) { CountsAsUse = false };

    public static string Id(OpenGame flight) => ComponentId.For(Definition.Route, flight.Person, flight.PlacedBy.ToString(CultureInfo.InvariantCulture));

    public async ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct) =>
        call.State is [var flight] && ulong.TryParse(flight, NumberStyles.None, CultureInfo.InvariantCulture, out var placedBy)
            ? await flights.CashOutAsync(call, placedBy, ct)
            : CommandOutcome.Refuse(Refusal.Expired, CrashTexts.Gone(call.Spelling(CrashCommand.Name)));
}
