using System.Threading.Channels;

namespace Bronx.Dashboard.Live;

/// <summary>
/// One open stream. Its queue is short and drops the oldest: whoever reads slowly skips states in between and still gets the last.
/// </summary>
internal sealed class Viewer
{
    /// <summary>A whole history fits, so that a replay is never cut.</summary>
    public const int QueueLength = FrameHistory.Capacity;

    private readonly Channel<Frame> _queue;

    public Viewer(IReadOnlyList<Frame> first, Action dropped)
    {
        _queue = Channel.CreateBounded<Frame>(
            new BoundedChannelOptions(QueueLength) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => dropped());
        foreach (var frame in first) Offer(frame);
    }

    public ChannelReader<Frame> Frames => _queue.Reader;

    public void Offer(Frame frame) => _queue.Writer.TryWrite(frame);

    /// <summary>A sign of life is only for a viewer who waits; it never pushes a state out of a full queue.</summary>
    public void OfferBeat()
    {
        if (_queue.Reader.Count == 0) Offer(Frame.Beat);
    }

    public void Close()
    {
        Offer(Frame.Closing);
        _queue.Writer.TryComplete();
    }
}
