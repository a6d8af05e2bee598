using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Badges;

internal static class BadgeTexts
{
    public static Embed Earned(IReadOnlyList<Badge> badges) => Look.Note(
        $"{(badges.Count == 1 ? "New badge" : "New badges")}: {string.Join(", ", badges.Select(badge => $"{badge.Sign} **{badge.Name}**"))}", Look.Good);

    /// <summary>The signs alone, for other cards; empty without badges.</summary>
    public static string Signs(IReadOnlyList<EarnedBadge> earned) => string.Join(' ', earned.Select(one => one.Badge.Sign));

    /// <param name="other">Whose badges; null for the caller's own.</param>
    public static Reply List(string? other, IReadOnlyList<EarnedBadge> earned)
    {
        var have = earned.Select(one => $"{one.Badge.Sign} **{one.Badge.Name}**, {Say.When(one.At, WhenStyle.Date)}");
        var open = BadgeRules.All.Where(badge => earned.All(one => one.Badge != badge)).Select(badge => $"{badge.Name}: {badge.How}").ToList();
        var text = earned.Count > 0 ? string.Join('\n', have) : "None yet.";
        var more = other is null && open.Count > 0 ? $"\n\n**Still to earn**\n{string.Join('\n', open)}" : "";
        return Reply.Of(Look.Card(other is null ? "Your badges" : $"Badges of {Say.Safe(other, 60)}", text + more));
    }
}
