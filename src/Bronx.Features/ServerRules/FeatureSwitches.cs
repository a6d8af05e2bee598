using Bronx.Platform.Options;

namespace Bronx.Features.ServerRules;

/// <summary>Which option switches which category of commands.</summary>
internal static class FeatureSwitches
{
    /// <summary>By the category that commands declare. What is not here (help, moderation, settings) cannot be switched off.</summary>
    public static IReadOnlyDictionary<string, Option<bool>> All { get; } = new Dictionary<string, Option<bool>>(StringComparer.Ordinal)
    {
        ["Economy"] = ServerChoices.Economy,
        ["Gambling"] = ServerChoices.Gambling,
    };

    /// <summary>The option that switches a category off here; null when it is on.</summary>
    public static Option<bool>? OffFor(string category, OptionValues values) =>
        All.TryGetValue(category, out var option) && !values.Get(option) ? option : null;
}
