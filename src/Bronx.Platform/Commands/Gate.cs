namespace Bronx.Platform.Commands;

/// <summary>
/// Something that can stop a call before it runs, in any form. A single instance serves all calls. The hot path asks memory.
/// </summary>
public abstract class Gate
{
    /// <summary>Where it stands in the fixed order.</summary>
    public abstract GateSlot Slot { get; }

    /// <summary>Null lets the call through. An exception stops it as a fault: gates fail closed.</summary>
    public abstract ValueTask<CommandOutcome.Refused?> CheckAsync(GateRequest request, CancellationToken ct);
}

/// <summary>The visible order of the gates. Permissions and cooldown are the platform's own; the others come from slices.</summary>
public enum GateSlot
{
    Blacklist,
    Terms,
    Permissions,
    Cooldown,
}
