using Bronx.Discord.Models;
using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Leaderboard;

internal static class LeaderboardTexts
{
    /// <param name="own">The caller's place; 0 when they are not on the board.</param>
    /// <param name="daily">How the caller would type it here.</param>
    public static Reply Board(UserId caller, LeaderboardScope scope, IReadOnlyList<LeaderboardLine> lines, int page, int pages, int own, string daily)
    {
        var title = scope == LeaderboardScope.Server ? "Richest in this server" : "Richest everywhere";
        if (lines.Count == 0)
        {
            return Reply.Of(Look.Card(title, $"Nobody is here yet. `{daily}` puts you on the board."));
        }

        var place = own > 0 ? $"You: place {own}" : "You are not among the listed";
        var card = Look.Card(title, string.Join('\n', lines.Select(Line))) with
        {
            Footer = new EmbedFooter(pages > 1 ? $"{place} · page {page + 1} of {pages}" : place),
        };
        return pages == 1
            ? Reply.Of(card)
            : Reply.Of(card).With(Component.Row(
                Component.Button(ButtonStyle.Secondary, "Back", TurnLeaderboardPage.Id(caller, scope, page - 1), disabled: page == 0),
                Component.Button(ButtonStyle.Secondary, "Next", TurnLeaderboardPage.Id(caller, scope, page + 1), disabled: page == pages - 1)));
    }

    private static string Line(LeaderboardLine line)
    {
        var name = line.Name is { } known ? Say.Safe(known, 40) : "somebody";
        return $"{Medal(line.Place)} {(line.IsCaller ? $"**{name}**" : name)} · {Say.Coins(line.Total)}";
    }

    private static string Medal(int place) => place switch
    {
        1 => "🥇",
        2 => "🥈",
        3 => "🥉",
        _ => $"`{place,2}`",
    };
}
