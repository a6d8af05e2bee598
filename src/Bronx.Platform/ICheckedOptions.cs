namespace Bronx.Platform;

/// <summary>Options that know their own limits. Problems stop the start with one readable line.</summary>
public interface ICheckedOptions
{
    /// <summary>What is wrong with the values, worst first; empty when all is well.</summary>
    IEnumerable<OptionProblem> Problems();
}

/// <summary>One invalid setting.</summary>
/// <param name="Key">The property's name, without its section.</param>
/// <param name="Problem">"has to be from 1 to 10".</param>
/// <param name="Example">A value that would do.</param>
public sealed record OptionProblem(string Key, string Problem, string Example);

/// <summary>A setting that cannot be used: one line that names the key, the problem and an example.</summary>
public sealed class OptionException(string key, string problem, string example)
    : Exception($"Setting {key} {problem}, for example {example}.")
{
    /// <summary>The full key, sections joined by colons.</summary>
    public string Key { get; } = key;
}
