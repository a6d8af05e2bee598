namespace Bronx.Dashboard.Live;

/// <summary>The last frames, for viewers who come back after a moment away.</summary>
internal sealed class FrameHistory(long run)
{
    public const int Capacity = 20;

    private readonly Queue<Frame> _frames = new(Capacity);

    public Frame? Latest { get; private set; }

    public void Add(Frame frame)
    {
        if (_frames.Count == Capacity) _frames.Dequeue();
        _frames.Enqueue(frame);
        Latest = frame;
    }

    /// <summary>
    /// What a viewer who last saw <paramref name="seen"/> should get first: the frames since then, or the latest alone when that
    /// was long ago, in another run, or never.
    /// </summary>
    public IReadOnlyList<Frame> Since(FrameId? seen)
    {
        if (Latest is null) return [];
        if (seen is not { } id || id.Run != run || id.Number > Latest.Number || id.Number < _frames.Peek().Number - 1) return [Latest];
        return [.. _frames.Where(frame => frame.Number > id.Number)];
    }
}
