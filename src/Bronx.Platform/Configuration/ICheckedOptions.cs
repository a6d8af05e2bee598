namespace Bronx.Platform.Configuration;

/// <summary>Options with limits that a <see cref="SettingAttribute"/> cannot say. Problems stop the start with one readable line.</summary>
public interface ICheckedOptions
{
    /// <summary>What is wrong with the values, worst first; empty when all is well.</summary>
    IEnumerable<OptionProblem> Problems();
}

/// <summary>One invalid setting.</summary>
/// <param name="Key">The property's name, without its section.</param>
/// <param name="Problem">"has to begin with a letter".</param>
public sealed record OptionProblem(string Key, string Problem);
