using Bronx.Discord.Models;
using Bronx.Platform.Telemetry;

namespace Bronx.Platform.Commands;

/// <summary>Who wants to do what and where, for the gates.</summary>
public sealed class GateRequest
{
    /// <summary>The command, or the command a component belongs to.</summary>
    public required CommandDefinition Command { get; init; }

    public required CommandForm Form { get; init; }

    /// <summary>The component's route when <see cref="Form"/> is a component, else null.</summary>
    public string? Route { get; init; }

    /// <summary>Whether this is a use of the command itself, and not a turned page. Cooldowns apply only to uses.</summary>
    public bool IsUse { get; init; } = true;

    public required User Caller { get; init; }

    /// <summary>Null in direct messages.</summary>
    public Member? Member { get; init; }

    public GuildId? Guild { get; init; }

    public required ChannelId Channel { get; init; }

    /// <summary>The message's or interaction's id.</summary>
    public required ulong EventId { get; init; }

    public required bool IsOwner { get; init; }

    /// <summary>The prefix in use here, for texts.</summary>
    public required string Prefix { get; init; }

    /// <summary>In interactions: what the bot may do here, as Discord says.</summary>
    public Permissions? AppPermissions { get; init; }

    /// <summary>Set by the Terms gate: the person accepted and allows being counted by name.</summary>
    public bool MayRecord { get; set; }
}
