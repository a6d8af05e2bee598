using Bronx.Platform.Commands;
using Bronx.Platform.Options;
using Bronx.Platform.Text;
using NodaTime;

namespace Bronx.Features.Time;

/// <summary>What time it is: for the caller, or somewhere else.</summary>
internal sealed class TimeCommand(OptionBook book) : ICommand
{
    private static readonly Parameter<string> Where = Parameters.Rest("place", "A city or country; without it your own time", 60).Optional();

    public static CommandDefinition Definition { get; } = new("time", "Utility", "See what time it is, for you or in a city")
    {
        Parameters = [Where],
        Examples = ["time", "time New York"],
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var now = Instant.FromDateTimeOffset(call.ReceivedAt);
        var own = (await book.OfAsync(call.Caller.Id, ct)).Get(ZoneChoices.Zone);
        if (!call.TryGet(Where, out var place))
        {
            return CommandOutcome.Say(TimeTexts.Now(own, now, call.Spelling("setup user")));
        }

        var found = ZoneSearch.Find(place);
        return found.Count == 0
            ? CommandOutcome.Refuse(Refusal.BadArgument, TimeTexts.NoSuchPlace(place))
            : CommandOutcome.Say(TimeTexts.There(found, own, now));
    }
}
