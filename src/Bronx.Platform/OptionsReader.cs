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
            options = from.Get<TOptions>() ?? new TOptions();
        }
        catch (InvalidOperationException unreadable)
        {
            var culprit = from.GetChildren().FirstOrDefault(child => unreadable.Message.Contains(child.Path, StringComparison.OrdinalIgnoreCase));
            var property = culprit is null ? null : typeof(TOptions).GetProperties().FirstOrDefault(p => string.Equals(p.Name, culprit.Key, StringComparison.OrdinalIgnoreCase));
            var example = property?.GetValue(new TOptions())?.ToString() ?? "the default, by leaving it out";
            throw new OptionException(culprit?.Path ?? section, $"cannot be read ({culprit?.Value ?? unreadable.Message})", example);
        }

        if (options is ICheckedOptions check && check.Problems().FirstOrDefault() is { } problem)
        {
            throw new OptionException($"{section}:{problem.Key}", problem.Problem, problem.Example);
        }

        return options;
    }
}
