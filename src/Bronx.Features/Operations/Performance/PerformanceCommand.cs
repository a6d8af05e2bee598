using Bronx.Platform.Commands;

namespace Bronx.Features.Operations.Performance;

/// <summary>How the bot is, in one card.</summary>
internal sealed class PerformanceCommand(VitalSigns signs) : ICommand
{
    public static CommandDefinition Definition { get; } = new("performance", "Owner", "How I am: answers, errors, memory, database, jobs, alerts")
    {
        Aliases = ["perf", "health"],
        Examples = ["performance"],
        Details = "Figures of the last five minutes, of this process. Whatever was not measured yet says so.",
        OwnerOnly = true,
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) =>
        CommandOutcome.Say(PerformanceTexts.Performance(await signs.ReadAsync(ct)));
}
