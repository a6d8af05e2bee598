using Bronx.Discord.Models;

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

    /// <summary>
    /// Whether somebody may get what no call asked for: hints about near misses, completions while typing. A person with
    /// <paramref name="member"/> is in a server.
    /// </summary>
    public virtual bool MayBeHelped(GuildId? guild, ChannelId channel, User person, Member? member) => true;

    /// <summary>Whether a server has this command at all, for those who ask what there is; nobody is judged by it.</summary>
    /// <param name="guild">Null in direct messages.</param>
    public virtual bool IsOffered(GuildId? guild, CommandDefinition command) => true;
}

/// <summary>The visible order of the gates. Permissions and cooldown are the platform's own; the others come from slices.</summary>
public enum GateSlot
{
    Blacklist,

    /// <summary>What the server switched off, and where it wants silence.</summary>
    Server,
    Terms,
    Permissions,
    Cooldown,
}
