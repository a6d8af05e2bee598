using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Platform.Options;
using Bronx.Platform.Text;

namespace Bronx.Features.Welcome;

/// <summary>From templates to greetings, for one person or for a rush of them.</summary>
internal static class WelcomeRules
{
    /// <summary>So many are named; the others are counted.</summary>
    public const int MostNamed = 10;

    /// <summary>Discord's limit for a message.</summary>
    private const int LongestMessage = 2000;

    /// <param name="people">Those who are named at most; at least one.</param>
    /// <param name="others">How many more came.</param>
    /// <param name="mention">Whether {user} rings at those who are named.</param>
    public static MessageDraft Arrival(string template, IReadOnlyList<Traveller> people, long others, Place place, bool mention)
    {
        IReadOnlyList<Traveller> named = [.. people.Take(MostNamed)];
        others += people.Count - named.Count;
        var text = TemplateText.Fill(template, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["user"] = Together(named.Select(person => Say.User(person.Id)), others),
            ["name"] = Together(named.Select(person => SafeName.Of(person.Name)), others),
            ["server"] = SafeName.Of(place.Name),
            ["members"] = Say.Number(place.Members),
            ["created"] = Say.When(named[0].Id.CreatedAt(), WhenStyle.Date),
        });
        return new MessageDraft
        {
            Content = Say.Shorten(text, LongestMessage),
            AllowedMentions = mention ? AllowedMentions.OnlyUsers([.. named.Select(person => person.Id)]) : AllowedMentions.None,
        };
    }

    public static MessageDraft Departure(string template, IReadOnlyList<Traveller> people, long others, Place place)
    {
        IReadOnlyList<Traveller> named = [.. people.Take(MostNamed)];
        others += people.Count - named.Count;
        var text = TemplateText.Fill(template, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = Together(named.Select(person => SafeName.Of(person.Name)), others),
            ["server"] = SafeName.Of(place.Name),
            ["members"] = Say.Number(place.Members),
        });
        return new MessageDraft { Content = Say.Shorten(text, LongestMessage) };
    }

    private static string Together(IEnumerable<string> names, long others)
    {
        List<string> parts = [.. names];
        if (others > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{Say.Number(others)} {(others == 1 ? "other" : "others")}"));
        }

        return parts.Count == 1 ? parts[0] : string.Join(", ", parts.Take(parts.Count - 1)) + " and " + parts[^1];
    }
}
