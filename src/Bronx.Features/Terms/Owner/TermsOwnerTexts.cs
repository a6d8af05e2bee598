using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.Terms.Owner;

internal static class TermsOwnerTexts
{
    public static Reply Standing(User person, TermsVersion current, DateTimeOffset? since, IReadOnlyList<TermsDecision> history)
    {
        var now = since is { } at ? $"Accepted {current.Name} {Say.When(at, WhenStyle.DateAndTime)}." : $"Has not accepted {current.Name}.";
        var lines = history.Count == 0 ? "Nothing is stored of them." : string.Join('\n', history.Select(TermsTexts.Line));
        return Reply.Of(Look.Card("Terms of Service", $"{Say.User(person.Id)}\n{now}\n\n{lines}"));
    }

    /// <param name="notYet">People who accepted an earlier version and not the one in force.</param>
    public static Reply Numbers(TermsCatalogue catalogue, IReadOnlyList<TermsCount> counts, long notYet)
    {
        var lines = catalogue.All.Reverse().Select(version =>
        {
            var count = counts.FirstOrDefault(one => one.Version == version.Name) ?? new TermsCount(version.Name, 0, 0);
            var state = version == catalogue.Current ? " (in force)" : version.Withdrawn is null ? "" : " (withdrawn)";
            return $"**{version.Name}**{state}: {Say.Count(count.Accepted, "person", "people")} accepted, {Say.Number(count.Declined)} declined";
        });
        var waiting = notYet == 0 ? "" : $"\n\n{Say.Count(notYet, "person", "people")} accepted an earlier version and will be asked again.";
        return Reply.Of(Look.Card("Terms of Service in numbers", string.Join('\n', lines) + waiting) with
        {
            Footer = new EmbedFooter("A first no is not stored"),
        });
    }

    public static Reply Announcement(TermsCatalogue catalogue, string tos)
    {
        var version = catalogue.Current;
        return Reply.Of(Look.Card(
            $"Terms of Service {version.Name}",
            $"Version {version.Name}, of {TermsTexts.Date(version)}, counts now. I ask each of you once, when you next use me. Whatever you decide, nothing you have is lost.\n\n`{tos}` shows it, and lets you read and accept it now."));
    }
}
