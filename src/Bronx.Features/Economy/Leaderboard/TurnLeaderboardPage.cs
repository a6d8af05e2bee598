using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Platform.Commands;

namespace Bronx.Features.Economy.Leaderboard;

/// <summary>Turns to another page of the board.</summary>
internal sealed class TurnLeaderboardPage(LeaderboardBook book) : IComponent
{
    private const string Global = "g";

    public static ComponentDefinition Definition { get; } = new("leaderboard.page", LeaderboardCommand.Name);

    public static string Id(UserId person, LeaderboardScope scope, int page) => ComponentId.For(
        Definition.Route, person, scope == LeaderboardScope.Global ? Global : "s", page.ToString(CultureInfo.InvariantCulture));

    public async ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct)
    {
        var scope = call.State.ElementAtOrDefault(0) == Global ? LeaderboardScope.Global : LeaderboardScope.Server;
        var page = int.TryParse(call.State.ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        return new CommandOutcome.Updated(await book.OpenAsync(call, scope, page, ct));
    }
}
