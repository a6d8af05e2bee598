using Bronx.Discord.Models;

namespace Bronx.Platform.Commands.Intake;

/// <summary>Whether a message begins a command, and what stands behind the prefix.</summary>
internal static class PrefixMatch
{
    /// <summary>
    /// The text behind the prefix or behind a mention of the bot; null when it is no command: "..", ". ", ".5", a prefix alone. A
    /// mention alone gives the empty text.
    /// </summary>
    public static string? TextBehind(string content, string prefix, UserId? self)
    {
        if (content.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        {
            var rest = content[prefix.Length..];

            // All names begin with a letter. A prefix of letters may stand apart from the name: "bronx daily".
            if (char.IsLetter(prefix[^1]))
            {
                rest = rest.TrimStart(' ');
            }

            return rest.Length > 0 && char.IsAsciiLetter(rest[0]) ? rest : null;
        }

        if (self is not { } id || !content.StartsWith("<@", StringComparison.Ordinal))
        {
            return null;
        }

        foreach (var mention in (IEnumerable<string>)[$"<@{id}>", $"<@!{id}>"])
        {
            if (content.StartsWith(mention, StringComparison.Ordinal))
            {
                var rest = content[mention.Length..].TrimStart(' ', ',', '\n');
                if (rest.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                {
                    rest = rest[prefix.Length..];
                }

                return rest.Length == 0 || char.IsAsciiLetter(rest[0]) ? rest : null;
            }
        }

        return null;
    }
}
