using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Bronx.Platform.Text;

namespace Bronx.Platform.Options;

/// <summary>All schemas of all slices.</summary>
public sealed partial class OptionCatalogue
{
    private readonly Dictionary<string, (OptionSchema Schema, Option Option)> _byKey = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">A declaration is wrong; our mistake, seen at the start.</exception>
    public OptionCatalogue(IEnumerable<OptionSchema> schemas)
    {
        Schemas = [.. schemas];
        foreach (var schema in Schemas)
        {
            foreach (var option in schema.Options)
            {
                if (!KeyPattern().IsMatch(option.Key) || !option.Key.StartsWith(schema.Name + ".", StringComparison.Ordinal))
                {
                    throw new ArgumentException($"The key '{option.Key}' does not begin with '{schema.Name}.' or has other signs than a-z, 0-9 and dashes.", nameof(schemas));
                }

                if (!_byKey.TryAdd(option.Key, (schema, option)))
                {
                    throw new ArgumentException($"The key '{option.Key}' is declared twice.", nameof(schemas));
                }

                if (!option.TryNormalize(option.DefaultText, out var again, out var problem) || again != option.DefaultText)
                {
                    throw new ArgumentException($"The default of '{option.Key}' is not a value it accepts: {problem}", nameof(schemas));
                }
            }
        }
    }

    /// <summary>In the order of registration.</summary>
    public IReadOnlyList<OptionSchema> Schemas { get; }

    public IEnumerable<OptionSchema> Of(OptionScope scope) => Schemas.Where(schema => schema.Scope == scope);

    public bool TryFind(string key, OptionScope scope, [NotNullWhen(true)] out OptionSchema? schema, [NotNullWhen(true)] out Option? option)
    {
        if (_byKey.TryGetValue(key.Trim(), out var found) && found.Schema.Scope == scope)
        {
            (schema, option) = found;
            return true;
        }

        (schema, option) = (null, null);
        return false;
    }

    /// <summary>An option that is known to be there.</summary>
    internal Option Find(string key, OptionScope scope) =>
        TryFind(key, scope, out _, out var option) ? option : throw new ArgumentException($"There is no option '{key}'.", nameof(key));

    /// <summary>The key that was probably meant; null when none is near.</summary>
    public string? Closest(string key, OptionScope scope) => Of(scope)
        .SelectMany(schema => schema.Options)
        .Select(option => (option.Key, Distance: EditDistance.Between(option.Key, key.Trim().ToLowerInvariant())))
        .Where(found => found.Distance <= 3)
        .OrderBy(found => found.Distance)
        .Select(found => found.Key)
        .FirstOrDefault();

    [GeneratedRegex("^[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex KeyPattern();
}
