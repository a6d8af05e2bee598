using System.Diagnostics.CodeAnalysis;
using Bronx.Platform.Text;

namespace Bronx.Platform.Commands;

/// <summary>All commands and component routes, checked once at start. Immutable.</summary>
public sealed class CommandRegistry
{
    private const int MostWords = 3;

    private readonly Dictionary<string, CommandDefinition> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IReadOnlyList<CommandDefinition>> _groups;
    private readonly Dictionary<string, ComponentDefinition> _components = new(StringComparer.Ordinal);

    /// <exception cref="CommandRegistryException">Something declared cannot work; every problem is listed.</exception>
    public CommandRegistry(IEnumerable<CommandDefinition> commands, IEnumerable<ComponentDefinition> components)
    {
        Commands = [.. commands.OrderBy(command => command.Name, StringComparer.Ordinal)];
        Components = [.. components.OrderBy(component => component.Route, StringComparer.Ordinal)];
        var problems = RegistryRules.Problems(Commands, Components);
        if (problems.Count > 0)
        {
            throw new CommandRegistryException(problems);
        }

        foreach (var command in Commands)
        {
            _byName.Add(command.Name, command);
            foreach (var alias in command.Aliases)
            {
                _byName.Add(alias, command);
            }
        }

        foreach (var component in Components)
        {
            _components.Add(component.Route, component);
        }

        _groups = Commands
            .Where(command => command.Name.Contains(' ', StringComparison.Ordinal))
            .GroupBy(command => command.Name.Split(' ')[0], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<CommandDefinition>)[.. group], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Every command, by name.</summary>
    public IReadOnlyList<CommandDefinition> Commands { get; }

    /// <summary>Every component route.</summary>
    public IReadOnlyList<ComponentDefinition> Components { get; }

    /// <summary>What help lists for somebody: hidden commands never, owner commands for owners.</summary>
    public IEnumerable<CommandDefinition> VisibleTo(bool owner) => Commands.Where(command => !command.Hidden && (!command.OwnerOnly || owner));

    /// <summary>Finds the command at the beginning of a text, by name or alias; the longest path wins.</summary>
    /// <param name="wordsUsed">How many words of the text were its name.</param>
    public bool TryFind(string text, [NotNullWhen(true)] out CommandDefinition? command, out int wordsUsed)
    {
        var words = text.Split(' ', MostWords + 1, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (var count = Math.Min(MostWords, words.Length); count > 0; count--)
        {
            if (_byName.TryGetValue(string.Join(' ', words.Take(count)), out command))
            {
                wordsUsed = count;
                return true;
            }
        }

        command = null;
        wordsUsed = 0;
        return false;
    }

    /// <summary>A command by its own name, not by an alias.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out CommandDefinition? command) =>
        _byName.TryGetValue(name, out command) && string.Equals(command.Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The commands below a first word that is no command itself ("db" of "db health").</summary>
    public bool TryFindGroup(string firstWord, [NotNullWhen(true)] out IReadOnlyList<CommandDefinition>? members) =>
        _groups.TryGetValue(firstWord, out members);

    public bool TryFindComponent(string route, [NotNullWhen(true)] out ComponentDefinition? component) => _components.TryGetValue(route, out component);

    /// <summary>
    /// The visible command whose name or alias is nearest to a mistyped one: at most two slips, and fewer for short words; null when
    /// none is near.
    /// </summary>
    public CommandDefinition? Closest(string text, bool owner = false)
    {
        CommandDefinition? closest = null;
        var least = int.MaxValue;
        foreach (var command in VisibleTo(owner))
        {
            foreach (var name in (IEnumerable<string>)[command.Name, .. command.Aliases])
            {
                // One slip in three or four letters, two from five on; a word of one or two letters is not guessed at.
                var typed = FirstWords(text, name.Count(sign => sign == ' ') + 1);
                var allowed = Math.Min(typed.Length, name.Length) switch { < 3 => 0, < 5 => 1, _ => 2 };
                var distance = EditDistance.Between(typed, name);
                if (distance <= allowed && distance < least)
                {
                    (closest, least) = (command, distance);
                }
            }
        }

        return closest;
    }

    private static string FirstWords(string text, int count) =>
        string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(count)).ToLowerInvariant();
}

/// <summary>Commands were declared that cannot work. Our mistake, found at start.</summary>
public sealed class CommandRegistryException(IReadOnlyList<string> problems)
    : Exception("The commands cannot be registered:\n" + string.Join('\n', problems.Select(problem => "  " + problem)))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
