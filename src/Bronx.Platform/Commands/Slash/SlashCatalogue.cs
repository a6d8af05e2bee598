using Bronx.Discord.Models;

namespace Bronx.Platform.Commands.Slash;

/// <summary>The slash commands as Discord wants them described, made from the definitions.</summary>
public static class SlashCatalogue
{
    private const int Server = 0;
    private const int DirectMessage = 1;

    /// <summary>One entry per first word; commands of several words become subcommands and groups. Owner commands are left out of nobody's sight but marked for administrators.</summary>
    public static IReadOnlyList<ApplicationCommand> From(IReadOnlyList<CommandDefinition> commands) =>
        [.. commands.GroupBy(command => command.Name.Split(' ')[0], StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(Entry)];

    /// <summary>Names, descriptions and values together, as Discord counts them against its limit of 8000.</summary>
    internal static int Characters(ApplicationCommand command) =>
        command.Name.Length + command.Description.Length + (command.Options?.Sum(Characters) ?? 0);

    private static int Characters(ApplicationCommandOption option) =>
        option.Name.Length + option.Description.Length
        + (option.Options?.Sum(Characters) ?? 0)
        + (option.Choices?.Sum(choice => choice.Name.Length + choice.Value.Length) ?? 0);

    private static ApplicationCommand Entry(IGrouping<string, CommandDefinition> group)
    {
        List<CommandDefinition> members = [.. group];
        var alone = members.Count == 1 && !members[0].Name.Contains(' ', StringComparison.Ordinal) ? members[0] : null;
        return new()
        {
            Name = group.Key,
            Description = alone?.Summary ?? GroupDescription(group.Key, members),
            Options = alone is not null ? Options(alone) : Below(group.Key, members, depth: 1),
            DefaultMemberPermissions = Needed(members),
            Contexts = members.All(command => command.ServerOnly || command.CallerNeeds != Permissions.None) ? [Server] : [Server, DirectMessage],
        };
    }

    /// <summary>Subcommands, or groups of them: Discord nests two levels deep.</summary>
    private static List<ApplicationCommandOption> Below(string path, IEnumerable<CommandDefinition> members, int depth)
    {
        List<ApplicationCommandOption> options = [];
        foreach (var group in members.GroupBy(command => command.Name.Split(' ')[depth], StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            List<CommandDefinition> below = [.. group];
            if (below.Count == 1 && below[0].Name.Split(' ').Length == depth + 1)
            {
                options.Add(new() { Type = CommandOptionType.Subcommand, Name = group.Key, Description = below[0].Summary, Options = Options(below[0]) });
                continue;
            }

            var longer = $"{path} {group.Key}";
            options.Add(new()
            {
                Type = CommandOptionType.SubcommandGroup,
                Name = group.Key,
                Description = GroupDescription(longer, below),
                Options = Below(longer, below, depth + 1),
            });
        }

        return options;
    }

    private static List<ApplicationCommandOption>? Options(CommandDefinition command) =>
        command.Parameters.Count == 0 ? null : [.. command.Parameters.Select(parameter => parameter.ToOption())];

    private static string GroupDescription(string path, List<CommandDefinition> members)
    {
        var text = $"{members[0].Category}: {string.Join(", ", members.Select(command => command.Name[(path.Length + 1)..]))}";
        return Text.Say.Shorten(text, 100);
    }

    /// <summary>What all members demand; owner commands are shown to administrators only, and refused to those who are no owners.</summary>
    private static Permissions? Needed(List<CommandDefinition> members)
    {
        if (members.All(command => command.OwnerOnly))
        {
            return Permissions.None;
        }

        var shared = members.Aggregate((Permissions)ulong.MaxValue, (all, command) => all & command.CallerNeeds);
        return shared == Permissions.None ? null : shared;
    }
}
