namespace Bronx.Dashboard.Pages;

/// <summary>A column of a table.</summary>
/// <param name="About">What the heading's title says.</param>
/// <param name="IsWide">Left out on a phone.</param>
internal sealed record Column(string Name, string? About = null, bool IsWide = false);

/// <summary>What stands in a row under a column.</summary>
/// <param name="Title">More of it, for a pointer that rests there and for a screen reader.</param>
/// <param name="Note">More of it, that everybody has to see.</param>
internal readonly record struct Cell(string Text, string? Title = null, bool IsBad = false, string? Note = null)
{
    public static implicit operator Cell(string text) => new(text);

    public static Cell Count(long count, bool isBad = false) => new(Figures.Compact(count), Figures.Exact(count), isBad);
}

/// <summary>Tables of what is measured: the first cell of a row heads it.</summary>
internal static class Tables
{
    public static void WriteTable(this Html page, string caption, IReadOnlyList<Column> columns, IEnumerable<IReadOnlyList<Cell>> rows)
    {
        page.Write($"<table class=\"ranks full\"><caption class=\"away\">{caption}</caption><thead><tr>");
        foreach (var column in columns)
        {
            page.Write($"<th scope=\"col\"");
            WriteWide(page, column);
            if (column.About is { } about) page.Write($"><abbr title=\"{about}\">{column.Name}</abbr></th>");
            else page.Write($">{column.Name}</th>");
        }

        page.Write($"</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            page.Write($"<tr data-key=\"{row[0].Title ?? row[0].Text}\"><th scope=\"row\"");
            if (row[0].Title is { } about) page.Write($" title=\"{about}\"");
            page.Write($">{row[0].Text}");
            if (row[0].Note is { } note) page.Write($"<span class=\"note\">{note}</span>");
            page.Write($"</th>");
            for (var i = 1; i < row.Count; i++) WriteCell(page, columns[i], row[i]);
            page.Write($"</tr>\n");
        }

        page.Write($"</tbody></table>\n");
    }

    private static void WriteCell(Html page, Column column, Cell cell)
    {
        page.Write($"<td");
        if (cell.IsBad) page.Write($" class=\"{(column.IsWide ? "wide bad" : "bad")}\"");
        else WriteWide(page, column);
        if (cell.Title is { } title) page.Write($" title=\"{title}\"");
        page.Write($">{cell.Text}</td>");
    }

    private static void WriteWide(Html page, Column column)
    {
        if (column.IsWide) page.Write($" class=\"wide\"");
    }
}
