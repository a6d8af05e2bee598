using System.Collections.Frozen;

namespace Bronx.Platform.Options;

/// <summary>What one server or person has chosen; everything else is as declared. Immutable, and read without waiting.</summary>
public sealed class OptionValues
{
    /// <summary>Nothing was ever chosen.</summary>
    public static readonly OptionValues Defaults = new(0, FrozenDictionary<Option, (string Stored, object Value)>.Empty);

    private readonly FrozenDictionary<Option, (string Stored, object Value)> _chosen;

    private OptionValues(long version, FrozenDictionary<Option, (string Stored, object Value)> chosen)
    {
        Version = version;
        _chosen = chosen;
    }

    /// <summary>The number of the last change; 0 when there was none. Grows.</summary>
    public long Version { get; }

    /// <summary>Whether anything differs from the defaults.</summary>
    public bool IsDefault => _chosen.Count == 0;

    public T Get<T>(Option<T> option)
        where T : notnull => _chosen.TryGetValue(option, out var found) ? (T)found.Value : option.Default;

    /// <summary>The stored form of what counts now, chosen or default.</summary>
    public string TextOf(Option option) => _chosen.TryGetValue(option, out var found) ? found.Stored : option.DefaultText;

    public bool IsChosen(Option option) => _chosen.ContainsKey(option);

    /// <summary>The same after a change that is not made yet: for previews and reviews.</summary>
    /// <param name="changes">Stored forms by option; null for the default.</param>
    public OptionValues With(IEnumerable<KeyValuePair<Option, string?>> changes)
    {
        var stored = _chosen.ToDictionary(pair => pair.Key, pair => pair.Value.Stored);
        foreach (var (option, text) in changes)
        {
            if (text is null || text == option.DefaultText)
            {
                stored.Remove(option);
            }
            else
            {
                stored[option] = text;
            }
        }

        return Of(Version, stored);
    }

    internal static OptionValues Of(long version, IEnumerable<KeyValuePair<Option, string>> stored) =>
        new(version, stored.ToFrozenDictionary(pair => pair.Key, pair => (pair.Value, pair.Key.Box(pair.Value))));

    /// <summary>What was chosen, as it is stored.</summary>
    internal IReadOnlyDictionary<string, string> Stored() => _chosen.ToDictionary(pair => pair.Key.Key, pair => pair.Value.Stored, StringComparer.Ordinal);
}
