using Bronx.Discord.Models;
using Bronx.Features.Economy.Daily;
using Bronx.Platform.Commands;

namespace Bronx.Features.Economy.Leaderboard;

/// <summary>Opens the leaderboard at a page, for the command and its buttons alike.</summary>
internal sealed class LeaderboardBook(LeaderboardStore store, NameBook names, Regulars regulars)
{
    public const int PageSize = 10;

    /// <summary>Nobody is listed below this place.</summary>
    public const int Places = 100;

    public async Task<Reply> OpenAsync(Call call, LeaderboardScope scope, int page, CancellationToken ct)
    {
        var guild = scope == LeaderboardScope.Server ? call.Guild : null;
        await regulars.SeenAsync(call, ct);
        var all = await store.RichestAsync(guild, Places, ct);
        var pages = Math.Max(1, (all.Count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 0, pages - 1);
        var lines = new List<LeaderboardLine>();
        for (var place = page * PageSize; place < Math.Min(all.Count, (page + 1) * PageSize); place++)
        {
            var (user, total) = (all[place].User, all[place].Total);
            var name = user == call.Caller.Id ? call.CallerName : await names.NameAsync(guild, user, ct);
            if (name is null && guild is { } left)
            {
                await regulars.LeftAsync(left, user, ct);
                continue;
            }

            lines.Add(new LeaderboardLine(place + 1, name, total, user == call.Caller.Id));
        }

        var own = all.Select((row, index) => (row.User, Place: index + 1)).FirstOrDefault(row => row.User == call.Caller.Id).Place;
        return LeaderboardTexts.Board(call.Caller.Id, guild is null ? LeaderboardScope.Global : LeaderboardScope.Server, lines, page, pages, own, call.Spelling(DailyCommand.Name));
    }
}
