using System.Text;
using System.Text.RegularExpressions;

namespace Bronx.Features.AutoModeration.Judging;

/// <summary>Addresses and invites in a text, also those that are set apart or dressed up.</summary>
internal static partial class LinkScan
{
    /// <summary>Discord's own: files of this chat, and links to its messages.</summary>
    private static readonly string[] Own = ["cdn.discordapp.com", "media.discordapp.net"];

    /// <summary>The codes of invites to servers.</summary>
    public static IReadOnlyList<string> Invites(string text) =>
        !text.Contains('.', StringComparison.Ordinal) && text.All(char.IsAscii) ? []
        : [.. InvitePattern().Matches(Plain(text, asRead: true)).Select(match => match.Groups["code"].Value)];

    /// <summary>The sites that a text links to, in lower case; Discord's own are left out.</summary>
    public static IReadOnlyList<string> Sites(string text) =>
        !text.Contains("://", StringComparison.Ordinal) && text.All(char.IsAscii) ? []
        : [.. LinkPattern().Matches(Plain(text, asRead: false)).Select(match => SiteOf(match.Value)).OfType<string>()];

    /// <summary>A site is allowed with all that is below it.</summary>
    public static bool IsAllowed(string site, IReadOnlyList<string> allowed) =>
        allowed.Any(entry => site.Equals(entry, StringComparison.OrdinalIgnoreCase) || site.EndsWith("." + entry, StringComparison.OrdinalIgnoreCase));

    private static string? SiteOf(string link)
    {
        // Who hides the true site behind "https://good.example@evil.example" means the second.
        if (!Uri.TryCreate(link.TrimEnd('.', ',', ')', ']', '!', '?', '"', '\''), UriKind.Absolute, out var uri))
        {
            return "an address that cannot be read";
        }

        var site = uri.Host.ToLowerInvariant();
        return Own.Contains(site) || (site is "discord.com" or "discordapp.com" or "ptb.discord.com" or "canary.discord.com" && uri.AbsolutePath.StartsWith("/channels/", StringComparison.Ordinal))
            ? null
            : site;
    }

    /// <summary>Without unseen signs and escapes.</summary>
    /// <param name="asRead">Whether look-alikes become the letters they look like: for invites. A site with a look-alike is another site.</param>
    private static string Plain(string text, bool asRead)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (LetterFold.IsUnseen(rune) || rune.Value is '\\' or '*' or '`' or '|')
            {
                continue;
            }

            plain.Append(rune.Value switch
            {
                '。' or '．' or '․' => ".",
                '／' or '⁄' or '∕' => "/",
                '：' => ":",
                _ when asRead && !rune.IsAscii && LetterFold.Read(rune) is { } letter && char.IsAscii(letter[0]) => letter,
                _ => rune.ToString(),
            });
        }

        return plain.ToString();
    }

    [GeneratedRegex(@"https?://[^\s<>]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LinkPattern();

    [GeneratedRegex(
        @"(discord(app)?\s?\.\s?com\s?/\s?invite|discord\s?\.\s?(gg|me|io)|dsc\s?\.\s?gg|invite\s?\.\s?gg)\s?/+\s?(invite/)?(?<code>[a-z0-9\-]{2,32})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex InvitePattern();
}
