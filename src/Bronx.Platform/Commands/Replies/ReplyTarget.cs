using Bronx.Discord.Interactions;

namespace Bronx.Platform.Commands.Replies;

/// <summary>
/// Where the answers to one event go: to a message's channel, or to an interaction. One call uses it, one answer at a time; frames
/// before the final answer may be shed.
/// </summary>
internal abstract class ReplyTarget
{
    /// <summary>An early frame.</summary>
    public abstract ValueTask<ShownReply> ShowAsync(Reply reply, CancellationToken ct);

    /// <summary>The final answer; takes the place of an early frame.</summary>
    public abstract ValueTask ReplyAsync(Reply reply, CancellationToken ct);

    /// <summary>Changes the message the component sits on.</summary>
    public abstract ValueTask UpdateAsync(Reply reply, CancellationToken ct);

    /// <summary>Opens a form.</summary>
    public abstract ValueTask OpenAsync(Modal modal, CancellationToken ct);

    /// <summary>Nothing to say: ends what is still waiting for an answer.</summary>
    public abstract ValueTask AcknowledgeAsync(CancellationToken ct);
}
