namespace Bronx.Platform.Commands.Arguments;

/// <summary>One thing by its name: exactly, else by how the name begins, if only one does.</summary>
internal static class NameSearch
{
    private const int Listed = 3;

    public static Argument<T> Find<T>(string name, IReadOnlyList<T> all, Func<T, string> nameOf, string noun, Func<T, string> shown)
        where T : class
    {
        if (name.Length == 0)
        {
            return Argument<T>.Wrong($"write a {noun}'s name");
        }

        var exact = all.Where(one => string.Equals(nameOf(one), name, StringComparison.OrdinalIgnoreCase)).ToList();
        var candidates = exact.Count > 0 ? exact : all.Where(one => nameOf(one).StartsWith(name, StringComparison.OrdinalIgnoreCase)).ToList();
        return candidates.Count switch
        {
            1 => candidates[0],
            0 => Argument<T>.Wrong($"no {noun} here has a name that begins so"),
            _ => Argument<T>.Wrong($"several {noun}s fit ({string.Join(", ", candidates.Take(Listed).Select(shown))}{(candidates.Count > Listed ? " and others" : "")}); write the whole name"),
        };
    }
}
