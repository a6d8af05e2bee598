using Bronx.Discord.Models;
using Bronx.Platform.Commands.Replies;
using Bronx.Platform.Telemetry;

namespace Bronx.Platform.Commands;

/// <summary>The circumstances of one call, gathered once at its start.</summary>
internal sealed class CallScene
{
    public required CommandDefinition Command { get; init; }

    public required CommandForm Form { get; init; }

    public required User Caller { get; init; }

    public Member? Member { get; init; }

    public GuildId? Guild { get; init; }

    public required ChannelId Channel { get; init; }

    public required ulong EventId { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The clock's timestamp at receipt: durations are measured with it, not with wall time.</summary>
    public required long ReceivedStamp { get; init; }

    public required string Prefix { get; init; }

    public required bool IsOwner { get; init; }

    public Permissions? AppPermissions { get; init; }

    public required ReplyTarget Target { get; init; }

    public bool MayRecord { get; set; }
}
