using System.Globalization;
using System.Text;

namespace Bronx.Host.Load;

/// <summary>Targets beside what was measured, for the console and as Markdown.</summary>
internal sealed class TargetSheet(LoadSettings settings)
{
    private readonly List<(string What, string Target, string Measured, bool? Met)> _rows = [];
    private readonly List<string> _notes = [];
    private readonly string _loadBefore = MachineNote.LoadAverage();

    /// <summary>How many targets were missed.</summary>
    public int Missed => _rows.Count(row => row.Met == false);

    /// <summary>A figure that may not be above its target.</summary>
    /// <param name="what">What was measured.</param>
    /// <param name="target">The target in words.</param>
    /// <param name="measured">The figure.</param>
    /// <param name="limit">The highest figure that meets the target.</param>
    /// <param name="format">How the figure is written.</param>
    public void Add(string what, string target, double measured, double limit, string format) =>
        Add(what, target, measured.ToString(format, CultureInfo.InvariantCulture), measured <= limit);

    public void Add(string what, string target, string measured, bool met) => _rows.Add((what, target, measured, met));

    /// <summary>A figure without a target of its own.</summary>
    public void Tell(string what, string measured) => _rows.Add((what, "", measured, null));

    public void Note(string text) => _notes.Add(text);

    public string ToConsole()
    {
        var text = new StringBuilder();
        var wide = _rows.Max(row => row.What.Length);
        var target = _rows.Max(row => row.Target.Length);
        var measured = _rows.Max(row => row.Measured.Length);
        foreach (var row in _rows)
        {
            text.AppendLine($"  {row.What.PadRight(wide)}  {row.Target.PadRight(target)}  {row.Measured.PadRight(measured)}  {Verdict(row.Met)}".TrimEnd());
        }

        text.AppendLine();
        text.AppendLine(Missed == 0 ? "  Every target measured here is met." : $"  {Missed} of {_rows.Count(row => row.Met is not null)} targets missed.");
        return text.ToString();
    }

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # The whole bot under load

            {TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC, commit {MachineNote.Commit()}
            {MachineNote.Describe()}
            Load average before {_loadBefore}, after {MachineNote.LoadAverage()} (other work shared the machine when it is above 2 at the beginning)

            `./bronx load --servers {settings.Servers} --rate {settings.Rate} --seconds {settings.Seconds} --viewers {settings.Viewers}{string.Concat(settings.Memory.Select(servers => $" --memory {servers}"))}`

            Sandbox, bot and viewers run in processes of their own on this machine; the bot keeps its data in a new SQLite database.

            | what | target | measured | |
            |---|---|---|---|

            """);
        foreach (var row in _rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {row.What} | {row.Target} | {row.Measured} | {(row.Met == false ? "**missed**" : Verdict(row.Met))} |");
        }

        text.AppendLine();
        foreach (var note in _notes)
        {
            text.AppendLine(note).AppendLine();
        }

        return text.ToString().ReplaceLineEndings("\n").TrimEnd() + "\n";
    }

    private static string Verdict(bool? met) => met switch
    {
        true => "met",
        false => "missed",
        null => "",
    };
}
