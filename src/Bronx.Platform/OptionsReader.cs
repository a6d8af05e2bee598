using Microsoft.Extensions.Configuration;

namespace Bronx.Platform;

/// <summary>Binds and checks a section of the configuration.</summary>
public static class OptionsReader
{
    /// <exception cref="OptionException">A value cannot be read, a key is unknown, or the options refuse a value.</exception>
    public static TOptions Read<TOptions>(IConfiguration configuration, string section)
        where TOptions : class, new()
    {
        var from = configuration.GetSection(section);
        foreach (var child in from.GetChildren())
        {
            if (!typeof(TOptions).GetProperties().Any(property => string.Equals(property.Name, child.Key, StringComparison.OrdinalIgnoreCase)))
            {
                var known = string.Join(", ", typeof(TOptions).GetProperties().Where(property => property.CanWrite).Select(property => property.Name));
                throw new OptionException($"{section}:{child.Key}", $"is not known; {section} has {known}", $"{section}:{known.Split(", ")[0]}");
            }
        }

        TOptions options;
        try
        {
            // Without this option an unreadable entry of a list is left out in silence.
            options = from.Get<TOptions>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new TOptions();
        }
        catch (InvalidOperationException unreadable)
        {
            var culprit = from.AsEnumerable().Where(pair => pair.Value is not null && unreadable.ToString().Contains($"'{pair.Key}'", StringComparison.OrdinalIgnoreCase)).ToList();
            var key = culprit.Count > 0 ? culprit[0].Key : section;
            var property = typeof(TOptions).GetProperties().FirstOrDefault(one => key.StartsWith($"{section}:{one.Name}", StringComparison.OrdinalIgnoreCase));
            var example = property?.GetValue(new TOptions()) is var usual and (string or IFormattable) ? usual.ToString()! : "leaving it out";
            throw new OptionException(key, culprit.Count > 0 ? $"cannot be read ('{culprit[0].Value}')" : "cannot be read", example);
        }

        if (options is ICheckedOptions check && check.Problems().FirstOrDefault() is { } problem)
        {
            throw new OptionException($"{section}:{problem.Key}", problem.Problem, problem.Example);
        }

        return options;
    }
}
