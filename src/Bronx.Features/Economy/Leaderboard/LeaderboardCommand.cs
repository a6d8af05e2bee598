using Bronx.Platform.Commands;

namespace Bronx.Features.Economy.Leaderboard;

/// <summary>The richest people of this server, or of all.</summary>
internal sealed class LeaderboardCommand(LeaderboardBook book) : ICommand
{
    public const string Name = "leaderboard";

    private static readonly Parameter<LeaderboardScope> Scope = Parameters.Choice(
        "scope",
        "This server, or everywhere",
        new Choice<LeaderboardScope>(LeaderboardScope.Server, "server", "s", "here"),
        new Choice<LeaderboardScope>(LeaderboardScope.Global, "global", "g", "world", "all")).Optional();

    public static CommandDefinition Definition { get; } = new(Name, "Economy", "Who has the most coins, in this server or everywhere")
    {
        Aliases = ["lb", "glb", "top"],
        Parameters = [Scope],
        Examples = [Name, "leaderboard global"],
        Details = "Wallet and bank together. A server's board shows members who have used their coins there. `privacy leaderboard off` takes you off all boards.",
        Cooldown = new(TimeSpan.FromSeconds(5)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) =>
        CommandOutcome.Say(await book.OpenAsync(call, call.TryGet(Scope, out var scope) ? scope : LeaderboardScope.Server, 0, ct));
}
