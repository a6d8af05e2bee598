using Bronx.Discord.Models;

namespace Bronx.Platform.Commands.Gates;

/// <summary>
/// A pause per person and command. It begins when the command ran; a refusal or a fault costs nothing. Long pauses are stored, so that
/// a restart does not end them.
/// </summary>
internal sealed class CooldownGate(TimeProvider clock, CooldownStore store) : Gate
{
    /// <summary>About 10 MB at the most; when more people wait at once, those whose pause ends first are let go a little early.</summary>
    private const int MostPauses = 100_000;

    private readonly PauseBook<(UserId User, string Command)> _pauses = new(clock, MostPauses);

    public override GateSlot Slot => GateSlot.Cooldown;

    public override async ValueTask<CommandOutcome.Refused?> CheckAsync(GateRequest request, CancellationToken ct)
    {
        if (!request.IsUse || request.Command.Cooldown is not { } cooldown)
        {
            return null;
        }

        var until = _pauses.EndOf((request.Caller.Id, request.Command.Name));
        if (until is null && cooldown.KeptOverRestarts)
        {
            until = await store.EndOfAsync(request.Caller.Id, request.Command.Name, ct);
        }

        var left = until - clock.GetUtcNow();
        return left > TimeSpan.Zero ? new(Refusal.OnCooldown, GateTexts.OnCooldown(request, left.Value)) : null;
    }

    /// <summary>Begins the pause of a command that ran.</summary>
    public async ValueTask BeginAsync(CommandDefinition command, UserId user, CancellationToken ct)
    {
        if (command.Cooldown is not { } cooldown)
        {
            return;
        }

        var until = clock.GetUtcNow() + cooldown.Every;
        _pauses.Begin((user, command.Name), until);
        if (cooldown.KeptOverRestarts)
        {
            await store.KeepAsync(user, command.Name, until, ct);
        }
    }
}
