using Bronx.Platform.Commands;

namespace Bronx.Features.Help;

/// <summary>The commands one person may see, as pages: an overview, then each category on as many pages as it needs.</summary>
internal sealed class HelpBook
{
    private const int CommandsPerPage = 8;

    private readonly CommandRegistry _registry;
    private readonly bool _owner;

    /// <param name="isOffered">Whether the server where somebody asks has the command.</param>
    public HelpBook(CommandRegistry registry, bool owner, Func<CommandDefinition, bool> isOffered)
    {
        _registry = registry;
        _owner = owner;
        SwitchedOff = [.. registry.VisibleTo(owner).Where(command => !isOffered(command))];
        Categories =
        [
            .. registry.VisibleTo(owner)
                .Except(SwitchedOff)
                .GroupBy(command => command.Category, StringComparer.Ordinal)
                .OrderBy(group => group.Key != HelpCommand.Definition.Category)
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new HelpCategory(group.Key, [.. group])),
        ];
        Pages = [.. Categories.SelectMany(category => category.Commands.Chunk(CommandsPerPage).Select(commands => new HelpPage(category.Name, commands)))];
    }

    public IReadOnlyList<HelpCategory> Categories { get; }

    /// <summary>What the server has no use of: on no page, and still explained to whoever asks for it by name.</summary>
    public IReadOnlyList<CommandDefinition> SwitchedOff { get; }

    /// <summary>Without the overview, which comes before them as page 0.</summary>
    public IReadOnlyList<HelpPage> Pages { get; }

    public int LastPage => Pages.Count;

    /// <summary>The number of a category's first page; 0 when there is no such category.</summary>
    public int PageOf(string category)
    {
        for (var i = 0; i < Pages.Count; i++)
        {
            if (string.Equals(Pages[i].Category, category, StringComparison.OrdinalIgnoreCase))
            {
                return i + 1;
            }
        }

        return 0;
    }

    /// <summary>What a person means by a name: a command, the first word of several, or a category.</summary>
    public HelpTopic Find(string topic, string prefix)
    {
        var name = topic.Trim();
        name = name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? name[prefix.Length..] : name.TrimStart('/');
        name = string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (_registry.TryFind(name, out var command, out var used) && used == name.Split(' ').Length && MaySee(command))
        {
            return new HelpTopic.OneCommand(command);
        }

        if (_registry.TryFindGroup(name, out var members) && members.Where(MaySee).ToList() is { Count: > 0 } visible)
        {
            return new HelpTopic.OfGroup(name.ToLowerInvariant(), visible);
        }

        return PageOf(name) is > 0 and var page ? new HelpTopic.OfCategory(page) : new HelpTopic.Nothing(_registry.Closest(name, _owner));
    }

    private bool MaySee(CommandDefinition command) => _owner || !command.OwnerOnly;
}

internal sealed record HelpCategory(string Name, IReadOnlyList<CommandDefinition> Commands);

internal sealed record HelpPage(string Category, IReadOnlyList<CommandDefinition> Commands);

/// <summary>What a person asked about. Closed.</summary>
internal abstract record HelpTopic
{
    private HelpTopic()
    {
    }

    public sealed record OneCommand(CommandDefinition Command) : HelpTopic;

    public sealed record OfGroup(string Name, IReadOnlyList<CommandDefinition> Members) : HelpTopic;

    public sealed record OfCategory(int Page) : HelpTopic;

    public sealed record Nothing(CommandDefinition? Close) : HelpTopic;
}
