using Bronx.Platform.Options;

namespace Bronx.Features.ServerRules;

/// <summary>Which options switch which category of commands.</summary>
internal static class FeatureSwitches
{
    /// <summary>By the category that commands declare. What is not here (help, moderation, settings) cannot be switched off.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Option<bool>>> All { get; } = new Dictionary<string, IReadOnlyList<Option<bool>>>(StringComparer.Ordinal)
    {
        ["Economy"] = [ServerChoices.Economy],
        ["Gambling"] = [ServerChoices.Economy, ServerChoices.Gambling],
    };

    /// <summary>The option that switches a category off here; null when it is on.</summary>
    public static Option<bool>? OffFor(string category, OptionValues values) =>
        All.TryGetValue(category, out var needed) ? needed.FirstOrDefault(option => !values.Get(option)) : null;
}
