using Bronx.Dashboard.Api;

namespace Bronx.Dashboard.Pages.Commands;

/// <summary>How the table is sorted; it lives in the address, so that a view can be kept and sent.</summary>
internal readonly record struct CommandOrder(CommandColumn Column, bool Descending)
{
    /// <summary>What the address says; the busiest first where it says nothing that is known.</summary>
    public static CommandOrder Parse(string? sort, string? order)
    {
        var column = CommandColumn.All.FirstOrDefault(known => known.Key == sort) ?? CommandColumn.Uses;
        return new CommandOrder(column, order switch { "asc" => false, "desc" => true, _ => StartsDescending(column) });
    }

    /// <summary>For those who hear the table.</summary>
    public string InWords => Descending ? "descending" : "ascending";

    public IEnumerable<CommandFigure> Apply(IEnumerable<CommandFigure> commands)
    {
        // What is not known comes last whichever way the rest is sorted; what is equal, by name.
        var by = Column.By;
        var known = commands.OrderBy(command => by(command) is null);
        var sorted = Descending ? known.ThenByDescending(by) : known.ThenBy(by);
        return sorted.ThenBy(static command => command.Name, StringComparer.Ordinal);
    }

    /// <summary>Where the heading of a column leads: the other way round when the table is sorted by it already.</summary>
    public string AddressFor(CommandColumn column)
    {
        var descending = column == Column ? !Descending : StartsDescending(column);
        return $"/commands?sort={column.Key}&order={(descending ? "desc" : "asc")}";
    }

    private static bool StartsDescending(CommandColumn column) => column != CommandColumn.Command;
}
