using System.Reflection;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Bronx.Platform.Configuration;

/// <summary>
/// Every setting there is, read from the options records that declare them: the one source for binding, for refusing unknown keys and
/// for the guide's page.
/// </summary>
public sealed class SettingsCatalogue
{
    private readonly Dictionary<Type, (string Section, IReadOnlyList<Setting> Settings)> _byType = [];

    public IEnumerable<Setting> Settings => _byType.Values.SelectMany(entry => entry.Settings);

    /// <summary>Adds the properties of <typeparamref name="TOptions"/> that carry a <see cref="SettingAttribute"/>.</summary>
    public SettingsCatalogue Add<TOptions>(string section)
        where TOptions : class, new()
    {
        if (_byType.ContainsKey(typeof(TOptions)))
        {
            return this;
        }

        var defaults = new TOptions();
        var settings = typeof(TOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => (Property: property, Declared: property.GetCustomAttribute<SettingAttribute>()))
            .Where(pair => pair.Declared is not null)
            .Select(pair => new Setting(section, pair.Property, pair.Declared!, defaults))
            .ToList();
        _byType.Add(typeof(TOptions), (section, settings));
        return this;
    }

    /// <summary>Reads one options record; throws <see cref="SettingException"/> at the first value that cannot be obeyed.</summary>
    public TOptions Bind<TOptions>(IConfiguration configuration)
        where TOptions : class, new()
    {
        var options = new TOptions();
        foreach (var setting in _byType[typeof(TOptions)].Settings)
        {
            if (configuration[setting.Key] is { } text && setting.Apply(options, text) is { } problem)
            {
                throw Refused(setting, problem);
            }
        }

        if (options is ICheckedOptions check && check.Problems().FirstOrDefault() is { } found)
        {
            throw Refused(_byType[typeof(TOptions)].Settings.Single(setting => setting.Name == found.Key), found.Problem);
        }

        return options;
    }

    private static SettingException Refused(Setting setting, string problem) =>
        new(setting.Key, $"Setting {setting.Key} {problem}. Example: {setting.EnvironmentName}={setting.Example}");

    /// <summary>Throws for a key that nothing reads, with the nearest one that something does.</summary>
    /// <param name="keys">Full keys with values, e.g. "Dashboard:Prot".</param>
    public void RefuseUnknown(IEnumerable<string> keys)
    {
        var known = Settings.Select(setting => setting.Key).ToList();
        foreach (var key in keys)
        {
            if (known.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            var nearest = known.MinBy(candidate => Distance(candidate, key));
            var hint = nearest is not null && Distance(nearest, key) <= 4 ? $" Did you mean {nearest}?" : "";
            throw new SettingException(key, $"Setting {key} is unknown.{hint} All settings: docs/guide/configuration.md");
        }
    }

    /// <summary>The table of the guide's page on configuration.</summary>
    public string ToMarkdown()
    {
        var page = new StringBuilder();
        foreach (var (section, settings) in _byType.Values.OrderBy(entry => entry.Section, StringComparer.Ordinal))
        {
            page.Append("## ").Append(section).Append("\n\n| key | default | takes | means |\n|---|---|---|---|\n");
            foreach (var setting in settings)
            {
                var also = setting.Variable is null ? "" : $" (also `{setting.Variable}`)";
                page.Append($"| `{setting.Key}`{also} | {setting.Default} | {setting.Range} | {setting.Meaning} |\n");
            }

            page.Append('\n');
        }

        return page.ToString();
    }

    /// <summary>Levenshtein distance, case apart; the texts are short keys.</summary>
    private static int Distance(string a, string b)
    {
        a = a.ToLowerInvariant();
        b = b.ToLowerInvariant();
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
