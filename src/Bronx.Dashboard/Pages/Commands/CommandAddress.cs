namespace Bronx.Dashboard.Pages.Commands;

/// <summary>Where a command's own page is. Names have spaces ("db health"), and may have anything else.</summary>
internal static class CommandAddress
{
    public static string Of(string command) => $"/commands/{Uri.EscapeDataString(command)}";
}
