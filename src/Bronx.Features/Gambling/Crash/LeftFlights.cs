using System.Globalization;
using Bronx.Features.Gambling.Stage;

namespace Bronx.Features.Gambling.Crash;

/// <summary>Flights that lost their process.</summary>
internal sealed class LeftFlights(FlightBook book, Flights flights, GameStage stage, TimeProvider time)
{
    /// <summary>Ends a flight that nobody watches over any more: at its stop if it got there by itself, else the stake goes back.</summary>
    public async Task ResolveAsync(OpenGame game, CancellationToken ct)
    {
        var flight = await book.ViewAsync(game, ct);
        if (flight.IsFlying)
        {
            var stopsByItself = game.Stop < CrashRules.HighestTarget && game.Stop <= flight.Point;
            await book.DecideAsync(game, stopsByItself ? game.Stop.ToString(CultureInfo.InvariantCulture) : FlightView.CutShort, ct);
        }

        // Where it is still watched over, no frame may come after the end.
        await flights.LetGoAsync(game, ct);
        var ended = await book.EndAsync(await book.AsItIsAsync(game, ct), ct);
        await stage.EndAsync(game, CrashTexts.Of(ended, time.GetUtcNow()), ct);
    }
}
