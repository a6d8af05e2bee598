using Bronx.Platform.Jobs;

namespace Bronx.Features.Gambling;

/// <summary>Tells the other processes that the games of this one are looked after.</summary>
internal sealed class CroupierJob(Croupiers croupiers) : IJob
{
    public static JobDefinition Definition { get; } = new(
        "gambling-presence", "Tells other processes that this one looks after its games.", new JobSchedule.Every(TimeSpan.FromSeconds(1)))
    {
        TimeLimit = TimeSpan.FromSeconds(10),
        OncePerInstallation = false,
    };

    public async Task<string?> RunAsync(CancellationToken ct)
    {
        await croupiers.SayHereAsync(ct);
        return null;
    }
}
