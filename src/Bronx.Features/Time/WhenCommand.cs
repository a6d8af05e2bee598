using Bronx.Platform.Commands;
using Bronx.Platform.Options;
using NodaTime;

namespace Bronx.Features.Time;

/// <summary>A time in the caller's zone as everybody reads it in their own.</summary>
internal sealed class WhenCommand(OptionBook book) : ICommand
{
    private static readonly Parameter<string> Moment = Parameters.Rest("time", "A time where you are: 18:30, tomorrow 9:00, 2026-12-24 18:00", 40);

    public static CommandDefinition Definition { get; } = new("when", "Utility", "Show a time of yours so that everybody reads it in theirs")
    {
        Parameters = [Moment],
        Examples = ["when 18:30", "when tomorrow 9:00"],
        Details = "Times are read in your time zone, which `setup user` sets.",
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var zone = (await book.OfAsync(call.Caller.Id, ct)).Get(ZoneChoices.Zone);
        return WhenRules.Read(call.Get(Moment), ZoneSearch.Zone(zone), Instant.FromDateTimeOffset(call.ReceivedAt)) is { } moment
            ? CommandOutcome.Say(TimeTexts.Moment(moment.ToDateTimeOffset(), zone))
            : CommandOutcome.Refuse(Refusal.BadArgument, TimeTexts.NoTime(call.Get(Moment), call.Spelling("when")));
    }
}
