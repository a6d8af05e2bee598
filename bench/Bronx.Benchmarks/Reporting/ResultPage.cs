using System.Globalization;
using System.Text;

namespace Bronx.Benchmarks.Reporting;

/// <summary>One run's figures beside their targets, as Markdown.</summary>
internal sealed class ResultPage(string name, string title, string scale)
{
    private readonly StringBuilder _rows = new();
    private readonly StringBuilder _notes = new();
    private readonly string _loadBefore = Machine.Load();

    public bool Missed { get; private set; }

    public string Text => $"""
        # {title}

        {TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC, commit {Machine.Commit()}
        {Machine.Describe()}
        Load average before {_loadBefore}, after {Machine.Load()} (other work shared the machine when it is above 2)

        {scale}

        | what | target | measured | |
        |---|---|---|---|
        {_rows.ToString().TrimEnd()}
        {_notes}
        """;

    /// <summary>A figure that must be met.</summary>
    public void Target(string what, string target, string measured, bool met)
    {
        Missed |= !met;
        _rows.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {target} | {measured} | {(met ? "met" : "**missed**")} |");
    }

    /// <summary>A figure that is only told.</summary>
    public void Row(string what, string measured) => _rows.AppendLine(CultureInfo.InvariantCulture, $"| {what} | | {measured} | |");

    public void Note(string text) => _notes.AppendLine().AppendLine(text);

    public void Save() => File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(Machine.Root, "bench", "results")).FullName, $"{name}.md"), Text.TrimEnd() + "\n");
}
