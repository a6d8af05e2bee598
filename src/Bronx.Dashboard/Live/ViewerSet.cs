namespace Bronx.Dashboard.Live;

/// <summary>Everybody who watches, and what they saw last. Joining and broadcasting exclude each other, so nobody misses a frame.</summary>
internal sealed class ViewerSet(DashboardOptions options, DashboardMetrics metrics, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly HashSet<Viewer> _viewers = [];
    private readonly long _run = time.GetUtcNow().ToUnixTimeMilliseconds();
    private FrameHistory? _history;
    private long _number;
    private bool _closed;

    public int Count
    {
        get
        {
            lock (_gate) { return _viewers.Count; }
        }
    }

    /// <summary>Null when there are too many already, or the process is stopping.</summary>
    public Viewer? Join(FrameId? seen)
    {
        lock (_gate)
        {
            if (_closed || _viewers.Count >= options.MaxViewers)
            {
                metrics.ViewerRefused();
                return null;
            }

            var viewer = new Viewer(_history?.Since(seen) ?? [], metrics.FrameDropped);
            _viewers.Add(viewer);
            metrics.ViewerJoined();
            return viewer;
        }
    }

    public void Leave(Viewer viewer)
    {
        lock (_gate)
        {
            if (_viewers.Remove(viewer)) metrics.ViewerLeft();
        }
    }

    public void Broadcast(ReadOnlySpan<byte> json)
    {
        lock (_gate)
        {
            var frame = Frame.Of(new FrameId(_run, ++_number), json);
            _history ??= new FrameHistory(_run);
            _history.Add(frame);
            foreach (var viewer in _viewers) viewer.Offer(frame);
            metrics.FramePushed();
        }
    }

    public void Beat()
    {
        lock (_gate)
        {
            foreach (var viewer in _viewers) viewer.OfferBeat();
        }
    }

    /// <summary>Ends every stream now and lets nobody in any more: an open stream would hold up the shutdown.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (var viewer in _viewers) viewer.Close();
        }
    }
}
