namespace Bronx.Discord.Caching;

/// <summary>Small arrays ordered by id: half the memory of dictionaries, and found as fast at these sizes.</summary>
internal static class Sorted
{
    public static T[] By<T>(IEnumerable<T> items, Func<T, ulong> key)
    {
        var array = items.ToArray();
        Array.Sort(array, (one, other) => key(one).CompareTo(key(other)));
        return array;
    }

    public static T? Find<T>(T[] items, ulong id, Func<T, ulong> key)
        where T : class
    {
        var at = IndexOf(items, id, key);
        return at < 0 ? null : items[at];
    }

    /// <summary>A copy with the item added, or put in the place of the one with its id.</summary>
    public static T[] Put<T>(T[] items, T item, Func<T, ulong> key)
    {
        var at = IndexOf(items, key(item), key);
        if (at >= 0)
        {
            T[] replaced = [.. items];
            replaced[at] = item;
            return replaced;
        }

        return [.. items.AsSpan(0, ~at), item, .. items.AsSpan(~at)];
    }

    public static T[] Remove<T>(T[] items, ulong id, Func<T, ulong> key)
    {
        var at = IndexOf(items, id, key);
        return at < 0 ? items : [.. items.AsSpan(0, at), .. items.AsSpan(at + 1)];
    }

    private static int IndexOf<T>(T[] items, ulong id, Func<T, ulong> key)
    {
        int low = 0, high = items.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = key(items[middle]);
            if (found == id)
            {
                return middle;
            }

            if (found < id)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return ~low;
    }
}
