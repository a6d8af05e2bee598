using Bronx.Discord.Interactions;

namespace Bronx.Platform.Commands.Replies;

/// <summary>
/// Where the answers to one event go: to a message's channel, or to an interaction. Frames before the final answer may be shed;
/// the final answer comes last.
/// </summary>
internal abstract class ReplyTarget : IAsyncDisposable
{
    /// <summary>Where the answer is, as far as it is known; null before anything was shown in answer to a message.</summary>
    public abstract ShownReply? Shown { get; }

    /// <summary>An early frame. The first waits until it is there, later ones are only handed over.</summary>
    public abstract ValueTask<ShownReply> ShowAsync(Reply reply, CancellationToken ct);

    /// <summary>The final answer; takes the place of an early frame.</summary>
    public abstract ValueTask ReplyAsync(Reply reply, CancellationToken ct);

    /// <summary>Changes the message the component sits on.</summary>
    public abstract ValueTask UpdateAsync(Reply reply, CancellationToken ct);

    /// <summary>Opens a form.</summary>
    public abstract ValueTask OpenAsync(Modal modal, CancellationToken ct);

    /// <summary>Nothing to say: ends what is still waiting for an answer.</summary>
    public abstract ValueTask AcknowledgeAsync(CancellationToken ct);

    /// <summary>Stops what runs by itself (the deferral).</summary>
    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
