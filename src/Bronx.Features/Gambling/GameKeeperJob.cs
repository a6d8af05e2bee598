using Bronx.Platform.Jobs;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling;

/// <summary>Ends games whose player walked away.</summary>
internal sealed class GameKeeperJob(GameKeeper keeper) : IJob
{
    public static JobDefinition Definition { get; } = new(
        "gambling-walkaways", "Ends games whose player walked away, and answers that stopped moving.", new JobSchedule.Every(TimeSpan.FromSeconds(1)))
    {
        TimeLimit = TimeSpan.FromSeconds(30),
    };

    public async Task<string?> RunAsync(CancellationToken ct)
    {
        var ended = await keeper.EndOverdueAsync(ct);
        return ended == 0 ? null : $"ended {Say.Count(ended, "game", "games")}";
    }
}
