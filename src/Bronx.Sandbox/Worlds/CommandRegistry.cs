using System.Text.Json.Nodes;

namespace Bronx.Sandbox.Worlds;

/// <summary>The application commands that the bot registered: one set for everywhere, one for each guild that has its own.</summary>
internal sealed class CommandRegistry
{
    private readonly Dictionary<Snowflake, List<ApplicationCommand>> _byScope = [];

    public IEnumerable<(Snowflake Scope, IReadOnlyList<ApplicationCommand> Commands)> Scopes =>
        _byScope.Select(pair => (pair.Key, (IReadOnlyList<ApplicationCommand>)pair.Value));

    /// <summary>The commands of a guild, or the global ones for <see langword="default"/>.</summary>
    public List<ApplicationCommand> In(Snowflake? guild)
    {
        var scope = guild ?? default;
        if (!_byScope.TryGetValue(scope, out var commands))
        {
            _byScope[scope] = commands = [];
        }

        return commands;
    }

    /// <summary>What is offered in a guild, its own commands first: one of the same name and type hides the global one.</summary>
    public IEnumerable<ApplicationCommand> OfferedIn(Snowflake? guild)
    {
        var own = guild is null ? [] : In(guild);
        return own.Concat(In(null).Where(global => !own.Exists(command => command.Name == global.Name && command.Type == global.Type)));
    }
}

/// <summary>One command as Discord answers it. <paramref name="Definition"/> is its normalised JSON without id and version.</summary>
internal sealed record ApplicationCommand(Snowflake Id, Snowflake Version, Snowflake? GuildId, JsonObject Definition)
{
    public string Name => (string)Definition["name"]!;

    public int Type => (int)Definition["type"]!;

    /// <summary>Null: everybody; zero: administrators only.</summary>
    public Permission? DefaultPermissions =>
        Definition["default_member_permissions"] is { } bits ? (Permission)ulong.Parse((string)bits!, System.Globalization.CultureInfo.InvariantCulture) : null;
}
