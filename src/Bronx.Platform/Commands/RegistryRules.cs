using System.Text.RegularExpressions;
using Bronx.Discord.Models;
using Bronx.Platform.Commands.Slash;

namespace Bronx.Platform.Commands;

/// <summary>What Discord and our own parser demand of declarations (Discord's documentation, Application Commands: naming, limits).</summary>
internal static partial class RegistryRules
{
    private const int MostTopLevel = 100;
    private const int MostOptions = 25;
    private const int MostCharacters = 8000;

    public static IReadOnlyList<string> Problems(IReadOnlyList<CommandDefinition> commands, IReadOnlyList<ComponentDefinition> components)
    {
        List<string> problems = [];
        CheckNames(commands, problems);
        foreach (var command in commands)
        {
            CheckCommand(command, problems);
        }

        CheckComponents(commands, components, problems);
        if (problems.Count == 0)
        {
            CheckSlash(commands, problems);
            foreach (var command in commands)
            {
                CheckExamples(command, problems);
            }
        }

        return problems;
    }

    private static void CheckNames(IReadOnlyList<CommandDefinition> commands, List<string> problems)
    {
        Dictionary<string, string> owners = new(StringComparer.OrdinalIgnoreCase);
        foreach (var command in commands)
        {
            foreach (var name in (IEnumerable<string>)[command.Name, .. command.Aliases])
            {
                if (!owners.TryAdd(name, command.Name))
                {
                    problems.Add($"'{name}' is a name of both '{owners[name]}' and '{command.Name}'.");
                }

                var words = name.Split(' ');
                if (words.Length > 3 || !words.All(word => NamePattern().IsMatch(word)))
                {
                    problems.Add($"'{name}' is no name: one to three words of 1 to 32 lower-case letters, digits, - and _, beginning with a letter.");
                }
            }
        }

        foreach (var command in commands)
        {
            var words = command.Name.Split(' ');
            for (var count = 1; count < words.Length; count++)
            {
                var prefix = string.Join(' ', words.Take(count));
                if (commands.Any(other => string.Equals(other.Name, prefix, StringComparison.OrdinalIgnoreCase)))
                {
                    problems.Add($"'{prefix}' is a command, so '{command.Name}' cannot stand below it: Discord runs either a command or its subcommands.");
                }
            }
        }
    }

    private static void CheckCommand(CommandDefinition command, List<string> problems)
    {
        void Wrong(string what) => problems.Add($"'{command.Name}': {what}");

        CheckText(command.Summary, "its summary", Wrong);
        if (command.Category.Length is 0 or > 50)
        {
            Wrong("its category has to be 1 to 50 characters.");
        }

        if (command.Parameters.Count > MostOptions)
        {
            Wrong($"it has {command.Parameters.Count} parameters; Discord takes {MostOptions}.");
        }

        if (command.Cooldown is { } cooldown && cooldown.Every <= TimeSpan.Zero)
        {
            Wrong("its cooldown has to be more than zero.");
        }

        var optional = false;
        HashSet<string> names = new(StringComparer.Ordinal);
        for (var i = 0; i < command.Parameters.Count; i++)
        {
            var parameter = command.Parameters[i];
            CheckText(parameter.Description, $"the description of '{parameter.Name}'", Wrong);
            if (!NamePattern().IsMatch(parameter.Name) || !names.Add(parameter.Name))
            {
                Wrong($"'{parameter.Name}' is no parameter name, or there twice.");
            }

            if (parameter.Required && optional)
            {
                Wrong($"'{parameter.Name}' is required but stands behind an optional one.");
            }

            optional |= !parameter.Required;
            if (parameter.TakesRest && i < command.Parameters.Count - 1)
            {
                Wrong($"'{parameter.Name}' takes the rest of the text and so has to be the last.");
            }

            foreach (var choice in parameter.ToOption().Choices ?? [])
            {
                if (choice.Name.Length is 0 or > 100)
                {
                    Wrong($"a choice of '{parameter.Name}' has {choice.Name.Length} characters; 1 to 100 are allowed.");
                }
            }
        }
    }

    private static void CheckText(string text, string what, Action<string> wrong)
    {
        if (text.Length is 0 or > 100)
        {
            wrong($"{what} has {text.Length} characters; 1 to 100 are allowed.");
        }
    }

    private static void CheckComponents(IReadOnlyList<CommandDefinition> commands, IReadOnlyList<ComponentDefinition> components, List<string> problems)
    {
        HashSet<string> routes = new(StringComparer.Ordinal);
        foreach (var component in components)
        {
            if (!RoutePattern().IsMatch(component.Route))
            {
                problems.Add($"'{component.Route}' is no component route: 1 to 40 lower-case letters, digits, dots and dashes.");
            }

            if (!routes.Add(component.Route))
            {
                problems.Add($"The component route '{component.Route}' is there twice.");
            }

            if (!commands.Any(command => command.Name == component.Command))
            {
                problems.Add($"The component '{component.Route}' belongs to '{component.Command}', which is no command.");
            }
        }
    }

    private static void CheckSlash(IReadOnlyList<CommandDefinition> commands, List<string> problems)
    {
        var catalogue = SlashCatalogue.From(commands);
        if (catalogue.Count > MostTopLevel)
        {
            problems.Add($"{catalogue.Count} slash commands; Discord takes {MostTopLevel}.");
        }

        foreach (var command in catalogue)
        {
            CheckOptions(command.Name, command.Options, problems);
            var size = SlashCatalogue.Characters(command);
            if (size > MostCharacters)
            {
                problems.Add($"/{command.Name} comes to {size} characters with all it holds; Discord takes {MostCharacters}.");
            }
        }
    }

    private static void CheckOptions(string path, IReadOnlyList<ApplicationCommandOption>? options, List<string> problems)
    {
        if (options?.Count > MostOptions)
        {
            problems.Add($"/{path} holds {options.Count} options; Discord takes {MostOptions}.");
        }

        foreach (var option in options ?? [])
        {
            if (option.Type is CommandOptionType.Subcommand or CommandOptionType.SubcommandGroup)
            {
                CheckOptions($"{path} {option.Name}", option.Options, problems);
            }
        }
    }

    private static void CheckExamples(CommandDefinition command, List<string> problems)
    {
        foreach (var example in command.Examples)
        {
            if (Arguments.ExampleCheck.Problem(command, example) is { } problem)
            {
                problems.Add($"'{command.Name}': its example '{example}' does not work: {problem}.");
            }
        }
    }

    [GeneratedRegex(@"^[a-z][a-z0-9_\-]{0,31}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[a-z0-9.\-]{1,40}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RoutePattern();
}
