namespace Bronx.Platform.Commands;

/// <summary>Which signs may stand before commands in a server, and with what they would get in each other's way.</summary>
internal static class PrefixRules
{
    private const string Example = "try `!` or `b!`";

    /// <summary>Why a prefix cannot be, with an example; null when it can.</summary>
    public static string? Problem(string prefix) =>
        prefix.Any(char.IsWhiteSpace) ? $"a prefix has no spaces; {Example}"
        : prefix[0] == '/' ? $"`/` belongs to Discord's own slash commands, which work here anyway; {Example}"
        : prefix[0] is '@' or '#' or '<' ? $"`{prefix[0]}` begins mentions of people, channels and roles; {Example}"
        : prefix[0] == ':' ? $"`:` begins emoji; {Example}"
        : prefix.AsSpan().IndexOfAny('`', '\\', '~') >= 0 ? $"that sign changes how Discord shows a message; {Example}"
        : char.IsLetterOrDigit(prefix[^1]) ? $"every word that begins so would look like a command; end it with a sign: {Example}"
        : prefix.Any(sign => char.IsControl(sign) || char.IsSurrogate(sign) || sign is '\u200B' or '\u200D' or '\uFE0F') ? $"choose signs that everybody finds on their keyboard; {Example}"
        : null;

    /// <summary>With what a prefix that is allowed may get in the way; null when with nothing known.</summary>
    public static string? Caution(string prefix) => prefix switch
    {
        "!" or "?" or "." or "-" or "$" or "%" or "&" or "+" or ";" or "=" =>
            $"Many bots listen to `{prefix}`. Should another one here do so too, both answer: then add a letter, such as `b{prefix}`.",
        "*" or "_" or "**" or "__" or "||" or "|" => $"Discord takes `{prefix}` for formatting when it stands twice in a message, and then hides it from me.",
        ">" or ">>>" => $"Discord shows a message that begins with `{prefix}` and a space as a quotation.",
        _ => null,
    };
}
