namespace Bronx.Platform.Commands.Pipeline;

/// <summary>The last so many events, so that a repeated delivery runs once. Bounded: the oldest is forgotten first.</summary>
public sealed class RecentIds(int capacity)
{
    private readonly Lock _gate = new();
    private readonly HashSet<ulong> _known = [];
    private readonly Queue<ulong> _order = new();

    /// <summary>True the first time.</summary>
    public bool IsNew(ulong id)
    {
        lock (_gate)
        {
            if (!_known.Add(id))
            {
                return false;
            }

            _order.Enqueue(id);
            if (_order.Count > capacity)
            {
                _known.Remove(_order.Dequeue());
            }

            return true;
        }
    }
}
