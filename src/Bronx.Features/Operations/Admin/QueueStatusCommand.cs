using Bronx.Discord;
using Bronx.Platform.Commands;

namespace Bronx.Features.Operations.Admin;

/// <summary>What waits on its way to Discord.</summary>
internal sealed class QueueStatusCommand(DiscordClient client) : ICommand
{
    public static CommandDefinition Definition { get; } = new("admin queue status", "Owner", "What waits on its way to Discord, by route")
    {
        Examples = ["admin queue status"],
        OwnerOnly = true,
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) =>
        CommandOutcome.Say(AdminTexts.Queue(await client.Rest.GetQueueSnapshotAsync(ct)));
}
