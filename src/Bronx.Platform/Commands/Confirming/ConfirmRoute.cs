namespace Bronx.Platform.Commands.Confirming;

/// <summary>The ids of the two buttons under a question.</summary>
internal static class ConfirmRoute
{
    public const string Yes = "yes";
    public const string No = "no";

    public static string Of(CommandDefinition command) => "confirm." + command.Name.Replace(' ', '-');
}
