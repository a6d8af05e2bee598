using Bronx.Dashboard.Api;

namespace Bronx.Dashboard.Pages;

/// <summary>
/// The words of the live page. The script takes those it needs from the page's attributes, so that each stands here only.
/// </summary>
internal static class DashboardTexts
{
    /// <summary>{time} is replaced in the browser.</summary>
    public const string Lost = "Not connected. Showing numbers as of {time}. Trying again…";

    public const string Closing = "The bot has been stopped. Showing numbers as of {time}. Trying again…";

    public const string Outdated = "The bot is newer than this page. Reload to go on.";

    public const string Unknown = "Not known yet";

    public const string Users = "Sum of the servers’ member counts: somebody in two servers counts twice";

    public const string NoScript = "This page updates by itself when scripts are allowed. Until then, reload to see newer numbers.";

    public const string NothingYet = "No command has run yet. The first one appears here within a second.";

    /// <summary>For a name of which nothing can be shown.</summary>
    public const string Nameless = "(no readable name)";

    public static readonly IReadOnlyList<string> Connections = ["live", "connecting", "interrupted", "refused", "stopped", "unreported"];

    public static string Connection(string connection) => connection switch
    {
        "live" => "Live",
        "connecting" => "Connecting",
        "interrupted" => "Interrupted",
        "refused" => "Refused",
        "unreported" => "No report",
        _ => "Stopped",
    };

    /// <summary>What the notice says; empty while the bot is live. The reason follows it.</summary>
    public static string Notice(string connection) => connection switch
    {
        "live" => "",
        "connecting" => "The bot is connecting to Discord",
        "interrupted" => "The bot’s connection to Discord is interrupted",
        "refused" => "Discord refused the bot’s connection",
        "unreported" => "The bot runs elsewhere and has not reported to this dashboard",
        _ => "The bot is not connected to Discord",
    };

    /// <summary>A kind of refusal or fault: "BadArgument" reads "Bad argument".</summary>
    public static string Kind(string kind)
    {
        var words = string.Concat(kind.Select(static (sign, i) => i > 0 && char.IsAsciiLetterUpper(sign) ? $" {char.ToLowerInvariant(sign)}" : $"{sign}"));
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    public static string Notice(BotFigures bot)
    {
        var notice = Notice(bot.Connection);
        if (notice.Length == 0) return "";
        return bot.Reason is { Length: > 0 } reason ? $"{notice}: {reason.TrimEnd('.')}." : $"{notice}.";
    }
}
