using System.Globalization;
using Bronx.Platform.Commands;
using Bronx.Platform.Options;
using Bronx.Platform.Text;
using NodaTime;

namespace Bronx.Features.Time;

internal static class TimeTexts
{
    private const int MostShown = 5;

    public static Reply Now(string zone, Instant now, string wizard) => Reply.Of(Look.Note(
        zone == ZoneChoices.Zone.Default
            ? $"It is **{Clock(zone, now)}** in UTC. `{wizard}` tells me where you are."
            : $"It is **{Clock(zone, now)}** for you ({zone})."));

    public static Reply There(IReadOnlyList<PickChoice> places, string own, Instant now)
    {
        var lines = places.Take(MostShown).Select(place => $"{place.Title}: **{Clock(place.Value, now)}**{Apart(place.Value, own, now)}");
        return Reply.Of(Look.Note(string.Join('\n', lines) + (places.Count > MostShown ? $"\nand {places.Count - MostShown} more places" : "")));
    }

    public static Reply NoSuchPlace(string typed) => Reply.Of(Look.Refusal($"I know no place {Say.Typed(typed)}. Try the nearest large city, for example `time Berlin`."));

    public static Reply Moment(DateTimeOffset moment, string zone) => Reply.Of(Look.Note(
        $"{Say.When(moment, WhenStyle.DateAndTime)}, {Say.When(moment)}") with
    { Footer = new($"Read in {zone}") });

    public static Reply NoTime(string typed, string spelling) => Reply.Of(Look.Refusal(
        $"I cannot read {Say.Typed(typed)} as a time. Try `{spelling} 18:30`, `{spelling} tomorrow 9:00` or `{spelling} 2026-12-24 18:00`."));

    /// <summary>"18:30, Saturday": the one place where an instant is written out, since a time elsewhere is asked for.</summary>
    public static string Clock(string zone, Instant now) =>
        now.InZone(ZoneSearch.Zone(zone)).ToString("HH:mm', 'dddd", CultureInfo.InvariantCulture);

    private static string Apart(string zone, string own, Instant now)
    {
        var apart = ZoneSearch.Zone(zone).GetUtcOffset(now) - ZoneSearch.Zone(own).GetUtcOffset(now);
        return apart == Offset.Zero ? "" : $", {Say.Span(apart.ToTimeSpan().Duration())} {(apart > Offset.Zero ? "ahead of" : "behind")} you";
    }
}
