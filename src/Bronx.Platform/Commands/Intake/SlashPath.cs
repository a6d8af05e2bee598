using Bronx.Discord.Models;

namespace Bronx.Platform.Commands.Intake;

/// <summary>Which command a slash interaction means, subcommands included, and its own options.</summary>
internal static class SlashPath
{
    public static (string Name, IReadOnlyList<InteractionOption> Options) Of(InteractionPayload payload)
    {
        var name = payload.Name ?? "";
        var options = payload.Options ?? [];
        while (options.Count == 1 && options[0].Type is CommandOptionType.Subcommand or CommandOptionType.SubcommandGroup)
        {
            name = $"{name} {options[0].Name}";
            options = options[0].Options ?? [];
        }

        return (name, options);
    }
}
