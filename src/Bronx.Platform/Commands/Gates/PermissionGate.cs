using Bronx.Discord.Models;
using Bronx.Platform.Guilds;
using Bronx.Platform.Telemetry;

namespace Bronx.Platform.Commands.Gates;

/// <summary>Owners, servers only, what the caller may do, what the bot may do: asked of memory, before Discord has to refuse.</summary>
internal sealed class PermissionGate(IGuildDirectory directory) : Gate
{
    public override GateSlot Slot => GateSlot.Permissions;

    public override ValueTask<CommandOutcome.Refused?> CheckAsync(GateRequest request, CancellationToken ct) => ValueTask.FromResult(Check(request));

    private CommandOutcome.Refused? Check(GateRequest request)
    {
        var command = request.Command;
        if (command.OwnerOnly && !request.IsOwner)
        {
            return new(Refusal.OwnersOnly, GateTexts.OwnersOnly(request));
        }

        if (request.Guild is not { } guild)
        {
            return command.ServerOnly || command.CallerNeeds != Permissions.None
                ? new(Refusal.OnlyInServers, GateTexts.OnlyInServers(request))
                : null;
        }

        if (command.CallerNeeds != Permissions.None)
        {
            // Interactions bring the permissions along; for messages they are computed. What is unknown is not allowed.
            var may = request.Form == CommandForm.Prefix || request.Member?.Permissions is null
                ? request.Member is { } member ? directory.PermissionsOf(guild, request.Channel, request.Caller.Id, member) : null
                : request.Member.Permissions;
            if (Missing(command.CallerNeeds, may ?? Permissions.None) is var lacking and not Permissions.None)
            {
                return new(Refusal.NotAllowed, GateTexts.NotAllowed(request, lacking));
            }
        }

        if (command.BotNeeds != Permissions.None)
        {
            var can = request.AppPermissions ?? directory.OwnPermissions(guild, request.Channel);
            if (can is { } known && Missing(command.BotNeeds, known) is var lacking and not Permissions.None)
            {
                return new(Refusal.BotLacksPermission, GateTexts.BotLacks(request, lacking));
            }
        }

        return null;
    }

    private static Permissions Missing(Permissions needed, Permissions held) =>
        held.HasFlag(Permissions.Administrator) ? Permissions.None : needed & ~held;
}
