using System.Globalization;
using System.Text;
using Bronx.Platform.Options;
using Bronx.Platform.Text;
using NodaTime;
using NodaTime.TimeZones;

namespace Bronx.Features.Time;

/// <summary>From what people call the place where they live to a zone of the tz database. Pure; the database comes with the program.</summary>
internal static class ZoneSearch
{
    private const int MostFound = 25;

    private static readonly TzdbDateTimeZoneSource Source = TzdbDateTimeZoneSource.Default;
    private static readonly HashSet<string> Zones = [.. Source.ZoneLocations!.Select(location => location.ZoneId)];
    private static readonly IReadOnlyList<Place> Places = [.. AllPlaces()];

    public static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? DateTimeZone.Utc;

    /// <summary>Zones that fit a city, a country or an id, best first; each zone once.</summary>
    public static IReadOnlyList<PickChoice> Find(string typed)
    {
        var wanted = Plain(typed);
        return wanted.Length == 0
            ? []
            :
            [
                .. Places
                    .Select(place => (Place: place, Rank: Rank(place, wanted)))
                    .Where(found => found.Rank < 9)
                    .OrderBy(found => found.Rank).ThenBy(found => found.Place.Name, StringComparer.Ordinal)
                    .DistinctBy(found => found.Place.Zone)
                    .Take(MostFound)
                    .Select(found => new PickChoice(found.Place.Zone, found.Place.Name, found.Place.Country)),
            ];
    }

    /// <summary>The zone's id when the text means one zone only; else the text as it is.</summary>
    public static string Normalize(string typed)
    {
        if (DateTimeZoneProviders.Tzdb.Ids.FirstOrDefault(id => string.Equals(id, typed, StringComparison.OrdinalIgnoreCase)) is { } exact)
        {
            return Canonical(exact);
        }

        var wanted = Plain(typed);
        var zones = Places.Where(place => Plain(place.Name) == wanted).Select(place => place.Zone).Distinct(StringComparer.Ordinal).ToList();
        var found = zones.Count == 0 ? [.. Find(typed).Select(choice => choice.Value)] : zones;
        return found.Count == 1 ? found[0] : typed;
    }

    public static string? Problem(string text)
    {
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) is not null)
        {
            return null;
        }

        var found = Find(text);
        return found.Count == 0
            ? "I know no such place; write the nearest large city, for example `Berlin` or `New York`"
            : $"several zones fit: {string.Join(", ", found.Take(5).Select(choice => $"`{choice.Value}`"))}; write one of them";
    }

    /// <summary>0 is the place's own name; 9 is nothing in common.</summary>
    private static int Rank(Place place, string wanted)
    {
        var (name, zone, country) = (Plain(place.Name), Plain(place.Zone), Plain(place.Country));
        return name == wanted || zone == wanted ? 0
            : name.StartsWith(wanted, StringComparison.Ordinal) ? 1
            : country == wanted ? 2
            : wanted.Length < 3 ? 9
            : country.StartsWith(wanted, StringComparison.Ordinal) ? 3
            : name.Contains(wanted, StringComparison.Ordinal) || zone.Contains(wanted, StringComparison.Ordinal) ? 4
            : 9;
    }

    private static IEnumerable<Place> AllPlaces()
    {
        yield return new("UTC", "UTC", "Coordinated universal time");
        var countries = Source.ZoneLocations!.ToDictionary(location => location.ZoneId, location => location.CountryName, StringComparer.Ordinal);
        foreach (var (id, country) in countries)
        {
            yield return new(City(id), Canonical(id), country);
        }

        foreach (var (city, id) in LargeCities.All.Concat(NativeNames.All))
        {
            yield return new(city, Canonical(id), countries.GetValueOrDefault(id, ""));
        }
    }

    /// <summary>
    /// One id for what has several, but each country keeps the zone that is called after its own city: Copenhagen is not told that it
    /// lives in Berlin because the two have had the same time since 1970.
    /// </summary>
    private static string Canonical(string id) =>
        Source.CanonicalIdMap[id] is "Etc/UTC" ? "UTC" : Zones.Contains(id) ? id : Source.CanonicalIdMap[id];

    /// <summary>"America/Argentina/Buenos_Aires" is Buenos Aires.</summary>
    private static string City(string id) => id[(id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    /// <summary>Without accents, case and punctuation: "São Paulo" is "sao paulo".</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var sign in Say.Shorten(text, 60))
        {
            if (char.GetUnicodeCategory(sign) == UnicodeCategory.NonSpacingMark)
            {
                // An accent that was typed after its letter, as some keyboards do.
                continue;
            }

            plain.Append(char.IsLetterOrDigit(sign) ? Unaccented(char.ToLowerInvariant(sign)) : ' ');
        }

        return string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The letters of cities' names, by hand: the program runs without the tables of the system that know them all.</summary>
    private static char Unaccented(char sign) => sign switch
    {
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' => 'ι',
        'ό' => 'ο',
        'ύ' => 'υ',
        'ώ' => 'ω',
        >= 'à' and <= 'å' or 'ā' or 'ă' or 'ą' => 'a',
        'ç' or 'ć' or 'č' => 'c',
        'ď' or 'đ' => 'd',
        >= 'è' and <= 'ë' or 'ē' or 'ė' or 'ę' or 'ě' => 'e',
        'ğ' => 'g',
        >= 'ì' and <= 'ï' or 'ī' or 'ı' or 'į' => 'i',
        'ł' => 'l',
        'ñ' or 'ń' or 'ň' => 'n',
        >= 'ò' and <= 'ö' or 'ø' or 'ō' or 'ő' => 'o',
        'ř' => 'r',
        'ś' or 'ş' or 'š' or 'ș' => 's',
        'ť' or 'ţ' or 'ț' => 't',
        >= 'ù' and <= 'ü' or 'ū' or 'ů' or 'ű' => 'u',
        'ý' or 'ÿ' => 'y',
        'ź' or 'ż' or 'ž' => 'z',
        _ => sign,
    };

    private sealed record Place(string Name, string Zone, string Country);
}
