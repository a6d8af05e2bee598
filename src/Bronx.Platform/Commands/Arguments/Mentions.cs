using Bronx.Discord.Models;

namespace Bronx.Platform.Commands.Arguments;

/// <summary>Reads <c>&lt;@1&gt;</c>, <c>&lt;@&amp;1&gt;</c>, <c>&lt;#1&gt;</c> and bare ids.</summary>
internal static class Mentions
{
    /// <summary>Ids have had 17 digits and more since 2015; fewer digits are rather a name.</summary>
    private const int FewestDigitsOfAnId = 15;

    public static bool TryUser(ReadOnlySpan<char> text, out UserId id) =>
        TryWrapped(text, "<@!", out id) || TryWrapped(text, "<@", out id) || TryBare(text, out id);

    public static bool TryRole(ReadOnlySpan<char> text, out RoleId id) => TryWrapped(text, "<@&", out id) || TryBare(text, out id);

    public static bool TryChannel(ReadOnlySpan<char> text, out ChannelId id) => TryWrapped(text, "<#", out id) || TryBare(text, out id);

    private static bool TryWrapped<T>(ReadOnlySpan<char> text, string opening, out T id)
        where T : struct, ISnowflake<T>
    {
        id = default;
        return text.Length > opening.Length + 1
            && text.StartsWith(opening, StringComparison.Ordinal)
            && text[^1] == '>'
            && Snowflake.TryParse(text[opening.Length..^1], out id);
    }

    private static bool TryBare<T>(ReadOnlySpan<char> text, out T id)
        where T : struct, ISnowflake<T>
    {
        id = default;
        return text.Length >= FewestDigitsOfAnId && Snowflake.TryParse(text, out id);
    }
}
