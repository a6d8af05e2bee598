namespace Bronx.Dashboard.Reports;

/// <summary>
/// Nonces that were used, for as long as their timestamps could pass again. Only nonces of proven reports come in, so that nobody without
/// the secret can fill it.
/// </summary>
internal sealed class NonceBook(TimeSpan keptFor, TimeProvider time)
{
    /// <summary>More than the pace of callers allows within the time.</summary>
    public const int Capacity = 4096;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly Queue<(string Nonce, long At)> _order = new();

    /// <returns>False when it was used before, or the book is full.</returns>
    public bool TryUse(string nonce)
    {
        lock (_gate)
        {
            while (_order.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > keptFor)
            {
                _used.Remove(_order.Dequeue().Nonce);
            }

            if (_used.Count >= Capacity || !_used.Add(nonce)) return false;
            _order.Enqueue((nonce, time.GetTimestamp()));
            return true;
        }
    }
}
