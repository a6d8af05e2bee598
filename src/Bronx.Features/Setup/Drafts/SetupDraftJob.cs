using Bronx.Platform.Jobs;
using Bronx.Platform.Text;

namespace Bronx.Features.Setup.Drafts;

/// <summary>Forgets wizards that nobody came back to.</summary>
internal sealed class SetupDraftJob(SetupDraftStore store) : IJob
{
    public static JobDefinition Definition { get; } = new(
        "setup-drafts", "Forgets setups that were left alone for a day.", new JobSchedule.Every(TimeSpan.FromHours(1)));

    public async Task<string?> RunAsync(CancellationToken ct) =>
        await store.ForgetOldAsync(ct) is > 0 and var count ? $"forgot {Say.Count(count, "draft", "drafts")}" : null;
}
