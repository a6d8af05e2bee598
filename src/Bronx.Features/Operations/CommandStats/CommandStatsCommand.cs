using Bronx.Platform.Commands;
using Bronx.Platform.Telemetry;

namespace Bronx.Features.Operations.CommandStats;

/// <summary>The busiest commands, or everything about one.</summary>
internal sealed class CommandStatsCommand(UsageTracker usage, UsageHistory history, CommandRegistry registry) : ICommand
{
    private static readonly Parameter<string> Which = Parameters.CommandName("name", "One command; without it you see the busiest").Optional();

    public static CommandDefinition Definition { get; } = new("commands stats", "Owner", "How much each command is used, how it ends and how long it takes")
    {
        Aliases = ["analytics"],
        Parameters = [Which],
        Examples = ["commands stats", "commands stats daily"],
        OwnerOnly = true,
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var snapshot = usage.Snapshot();
        if (!call.TryGet(Which, out var typed))
        {
            return CommandOutcome.Say(CommandStatsTexts.Busiest(snapshot, call.Spelling(Definition.Name)));
        }

        if (!registry.TryFind(typed, out var command, out _))
        {
            return CommandOutcome.Refuse(Refusal.BadArgument, CommandStatsTexts.NoSuchCommand(typed, registry.Closest(typed, owner: true)?.Name));
        }

        var counts = snapshot.Commands.FirstOrDefault(one => one.Name == command.Name);
        return CommandOutcome.Say(counts is null
            ? CommandStatsTexts.NeverUsed(command.Name)
            : CommandStatsTexts.One(counts, snapshot.Total, await history.KindsAsync(command.Name, ct)));
    }
}
