namespace Bronx.Dashboard.Pages.Charts;

/// <summary>A row of bars, and everything that says the same in words.</summary>
/// <param name="Id">Unique on its page.</param>
/// <param name="Column">Heads the labels in the table.</param>
/// <param name="Unit">Heads the counts.</param>
/// <param name="Marks">Under the bars: spread evenly from edge to edge, or one under each bar when there are as many.</param>
internal sealed record Plot(string Id, string Title, string Column, string Unit, IReadOnlyList<Bar> Bars, IReadOnlyList<string> Marks)
{
    /// <summary>Beside the title.</summary>
    public required string Span { get; init; }

    /// <summary>All bars together; null where that says nothing.</summary>
    public long? Sum { get; init; }

    /// <summary>What the picture says, in one sentence.</summary>
    public required string About { get; init; }

    /// <summary>Whether the last bar still grows; the table begins with it then.</summary>
    public bool IsRunning { get; init; }
}

internal readonly record struct Bar(string Label, long Count);
