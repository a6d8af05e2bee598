using Bronx.Platform.Jobs;
using Bronx.Platform.Text;

namespace Bronx.Features.AutoModeration.Strikes;

/// <summary>Once a day, what counts nowhere any more goes.</summary>
internal sealed class ForgetStrikesJob(StrikeStore store) : IJob
{
    public static JobDefinition Definition { get; } = new("forget-strikes", "Forgets strikes that count nowhere any more.", new JobSchedule.Daily(new TimeOnly(4, 10)));

    public async Task<string?> RunAsync(CancellationToken ct) =>
        await store.PruneAsync(ct) is > 0 and var gone ? $"forgot {Say.Count(gone, "strike", "strikes")}" : null;
}
