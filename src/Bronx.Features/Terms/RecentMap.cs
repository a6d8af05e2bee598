using System.Diagnostics.CodeAnalysis;

namespace Bronx.Features.Terms;

/// <summary>
/// A map that forgets what was not touched lately: two halves, of which the older is dropped when the younger is full. Never holds
/// more than twice its capacity. Not safe for use from several threads; its owner holds the lock.
/// </summary>
internal sealed class RecentMap<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private Dictionary<TKey, TValue> _young = [];
    private Dictionary<TKey, TValue> _old = [];

    public int Count => _young.Count + _old.Count;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_young.TryGetValue(key, out value))
        {
            return true;
        }

        if (!_old.Remove(key, out value))
        {
            return false;
        }

        Set(key, value);
        return true;
    }

    public void Set(TKey key, TValue value)
    {
        _old.Remove(key);
        _young[key] = value;
        if (_young.Count >= capacity)
        {
            (_young, _old) = ([], _young);
        }
    }

    public void Remove(TKey key)
    {
        _young.Remove(key);
        _old.Remove(key);
    }
}
