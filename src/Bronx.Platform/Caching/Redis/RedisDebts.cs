namespace Bronx.Platform.Caching.Redis;

/// <summary>What could not be removed while Redis was away. Bounded: too many names become "everything". Its owner keeps it from being shared.</summary>
internal sealed class RedisDebts
{
    private const int MostNames = 10_000;
    private const int MostPatterns = 100;
    private const string Everything = "*";

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _patterns = new(StringComparer.Ordinal);

    public void AddName(string name)
    {
        if (_names.Count >= MostNames)
        {
            _names.Clear();
            _patterns.Add(Everything);
        }

        _names.Add(name);
    }

    public void AddPattern(string pattern) => _patterns.Add(_patterns.Count < MostPatterns ? pattern : Everything);

    public (string[] Names, string[] Patterns) Read() => ([.. _names], [.. _patterns]);

    public void Clear()
    {
        _names.Clear();
        _patterns.Clear();
    }
}
