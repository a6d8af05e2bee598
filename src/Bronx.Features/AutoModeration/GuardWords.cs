namespace Bronx.Features.AutoModeration;

/// <summary>Whether entries of the word lists mean something.</summary>
internal static class GuardWords
{
    public static string? BannedProblem(string entry) =>
        entry.Count(char.IsLetterOrDigit) < 2 ? "each entry needs at least two letters, for example `idiot*`"
        : entry.Contains("**", StringComparison.Ordinal) ? "one star is enough, for example `idiot*`"
        : null;

    public static string? AllowedProblem(string entry) =>
        entry.Contains('*', StringComparison.Ordinal) ? "these are whole words without a star, for example `scunthorpe`"
        : entry.Count(char.IsLetterOrDigit) < 2 ? "each entry needs at least two letters, for example `scunthorpe`"
        : null;

    public static string? SiteProblem(string entry) =>
        Uri.CheckHostName(entry) == UriHostNameType.Dns && entry.Contains('.', StringComparison.Ordinal)
            ? null
            : "each entry is a site without https:// and path, for example `example.org`";

    /// <summary>A code, or an address that ends with one.</summary>
    public static string? InviteProblem(string entry)
    {
        var code = entry[(entry.LastIndexOf('/') + 1)..];
        return code.Length is >= 2 and <= 32 && code.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_')
            ? null
            : "each entry is an invite or its code, for example `discord.gg/abc123`";
    }
}
