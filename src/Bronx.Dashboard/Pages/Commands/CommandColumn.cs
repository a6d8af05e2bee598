using Bronx.Dashboard.Api;

namespace Bronx.Dashboard.Pages.Commands;

/// <summary>One column of the table of commands: what it is called in the address, in the heading, and what it sorts by.</summary>
/// <param name="Key">In the address: ?sort=key.</param>
/// <param name="About">What the heading's title says; null when the name says it all.</param>
/// <param name="IsWide">Left out on a phone.</param>
internal sealed record CommandColumn(string Key, string Name, string? About, bool IsWide, Func<CommandFigure, IComparable?> By, Func<CommandFigure, DateTimeOffset, string> Text)
{
    /// <summary>The first column; it reads from A to Z, the others from much to little.</summary>
    public static readonly CommandColumn Command = new(
        "name", "Command", null, false, static command => command.Name, static (command, _) => command.Name);

    public static readonly CommandColumn Uses = new(
        "uses", "Uses", null, false, static command => command.Uses, static (command, _) => Figures.Compact(command.Uses));

    public static readonly IReadOnlyList<CommandColumn> All =
    [
        Command,
        Uses,
        new("share", "Share", "Of all commands that ran", true, static command => command.Share, static (command, _) => Figures.Percent(command.Share)),
        new("failed", "Failed", "Ended in a fault of the bot", false, static command => command.Failures, static (command, _) => Figures.Compact(command.Failures)),
        new("refused", "Refused", "Answered with advice instead; not in the uses", true, static command => command.Refusals, static (command, _) => Figures.Compact(command.Refusals)),
        new("p50", "p50", "Half of the runs took at most this long", true, static command => command.LatencyMs?.P50, static (command, _) => Figures.Duration(command.LatencyMs?.P50)),
        new("p95", "p95", "95 of 100 runs took at most this long", false, static command => command.LatencyMs?.P95, static (command, _) => Figures.Duration(command.LatencyMs?.P95)),
        new("last", "Last used", null, true, static command => command.LastAt, static (command, now) => Figures.Ago(now - command.LastAt)),
    ];
}
