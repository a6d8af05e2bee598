using System.Collections.Frozen;

namespace Bronx.Platform.Commands.Pipeline;

/// <summary>What runs each command and component, resolved once, so that a mistake in their construction shows at start.</summary>
internal sealed class CommandTable
{
    private readonly FrozenDictionary<string, CommandRun> _commands;
    private readonly FrozenDictionary<string, ComponentRun> _components;

    public CommandTable(IEnumerable<CommandEntry> commands, IEnumerable<ComponentEntry> components, IServiceProvider services)
    {
        _commands = commands.ToFrozenDictionary(entry => entry.Definition.Name, entry => entry.Resolve(services), StringComparer.Ordinal);
        _components = components.ToFrozenDictionary(entry => entry.Definition.Route, entry => entry.Resolve(services), StringComparer.Ordinal);
    }

    public CommandRun Of(CommandDefinition command) => _commands[command.Name];

    public ComponentRun Of(ComponentDefinition component) => _components[component.Route];
}
