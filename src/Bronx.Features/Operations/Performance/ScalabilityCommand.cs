using Bronx.Platform.Commands;

namespace Bronx.Features.Operations.Performance;

/// <summary>How much room there is before something fills up.</summary>
internal sealed class ScalabilityCommand(VitalSigns signs) : ICommand
{
    public static CommandDefinition Definition { get; } = new("scalability", "Owner", "How much room I have left before something fills up")
    {
        Examples = ["scalability"],
        Details = "Servers, shards, requests to Discord, database connections and memory: what is used, what was the most, and what there is.",
        OwnerOnly = true,
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) =>
        CommandOutcome.Say(PerformanceTexts.Scalability(await signs.ReadAsync(ct)));
}
