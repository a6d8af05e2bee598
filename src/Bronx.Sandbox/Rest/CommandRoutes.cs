using System.Text.Json;
using System.Text.Json.Nodes;
using Bronx.Sandbox.Forms;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Rest;

/// <summary>Application commands, everywhere and per guild.</summary>
internal sealed class CommandRoutes(World world)
{
    private const int DailyCreates = 200;
    private static readonly (int Type, int Limit)[] Limits = [(1, 100), (2, 15), (3, 15)];

    private readonly Dictionary<Snowflake, (DateOnly Day, int Count)> _creates = [];

    public void AddTo(RouteTable routes)
    {
        foreach (var scope in (string[])["/applications/{application_id}/commands", "/applications/{application_id}/guilds/{guild_id}/commands"])
        {
            var inGuild = scope.Contains("guild_id", StringComparison.Ordinal);
            routes.Add("GET", scope, call => List(call, Scope(call, inGuild)));
            routes.Add("POST", scope, call => Upsert(call, Scope(call, inGuild)));
            routes.Add("PUT", scope, call => Overwrite(call, Scope(call, inGuild)));
            routes.Add("GET", scope + "/{command_id}", call => RestAnswer.Ok(Shape(Find(call, Scope(call, inGuild)))));
            routes.Add("PATCH", scope + "/{command_id}", call => Change(call, Scope(call, inGuild)));
            routes.Add("DELETE", scope + "/{command_id}", call => Delete(call, Scope(call, inGuild)));
        }
    }

    public static JsonObject Shape(ApplicationCommand command, World world)
    {
        var shape = new JsonObject
        {
            ["id"] = Json.Id(command.Id),
            ["application_id"] = Json.Id(world.Bot.Id),
            ["version"] = Json.Id(command.Version),
        };
        if (command.GuildId is { } guild)
        {
            shape["guild_id"] = Json.Id(guild);
        }

        foreach (var (name, value) in command.Definition)
        {
            if (name != "dm_permission" || command.GuildId is null)
            {
                shape[name] = value?.DeepClone();
            }
        }

        return shape;
    }

    private JsonObject Shape(ApplicationCommand command) => Shape(command, world);

    private Snowflake? Scope(RestCall call, bool inGuild)
    {
        if (call.Id("application_id") != world.Bot.Id)
        {
            throw call.World.FindUser(call.Id("application_id")) is null ? ApiError.UnknownApplication : ApiError.MissingAccess;
        }

        return !inGuild ? null : (world.FindGuild(call.Id("guild_id")) ?? throw ApiError.MissingAccess).Id;
    }

    private RestAnswer List(RestCall call, Snowflake? scope)
    {
        var localized = call.Query.Flag("with_localizations");
        return RestAnswer.Ok(Json.List(world.Commands.In(scope), command =>
        {
            var shape = Shape(command);
            if (!localized)
            {
                shape.Remove("name_localizations");
                shape.Remove("description_localizations");
            }

            return shape;
        }));
    }

    private ApplicationCommand Find(RestCall call, Snowflake? scope) =>
        world.Commands.In(scope).Find(command => command.Id == call.Id("command_id")) ?? throw ApiError.UnknownCommand;

    private RestAnswer Upsert(RestCall call, Snowflake? scope)
    {
        var form = call.Form();
        var definition = CommandForm.Read(form);
        form.Errors.ThrowIfAny();
        var commands = world.Commands.In(scope);
        var at = IndexOf(commands, definition);
        var command = at >= 0 ? Renew(commands[at], definition) : Create(scope, definition);
        if (at >= 0)
        {
            commands[at] = command;
        }
        else
        {
            CheckCount([.. commands, command]);
            commands.Add(command);
        }

        world.Emit(new CommandsChanged());
        return at >= 0 ? RestAnswer.Ok(Shape(command)) : RestAnswer.Created(Shape(command));
    }

    private RestAnswer Overwrite(RestCall call, Snowflake? scope)
    {
        if (call.Body.ValueKind != JsonValueKind.Array)
        {
            throw FormErrors.One("_body", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
        }

        var errors = new FormErrors();
        List<JsonObject> definitions = [];
        HashSet<(string, int)> names = [];
        foreach (var (index, element) in call.Body.EnumerateArray().Index())
        {
            var form = Form.Of(element, errors, index.ToString(System.Globalization.CultureInfo.InvariantCulture));
            var definition = CommandForm.Read(form);
            if ((string?)definition["name"] is { } name && !names.Add((name, (int)definition["type"]!)))
            {
                form.Fail("name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
            }

            definitions.Add(definition);
        }

        errors.ThrowIfAny();
        var old = world.Commands.In(scope);
        List<ApplicationCommand> renewed = [];
        foreach (var definition in definitions)
        {
            var at = IndexOf(old, definition);
            renewed.Add(at >= 0 ? Renew(old[at], definition) : Create(scope, definition));
        }

        CheckCount(renewed);
        old.Clear();
        old.AddRange(renewed);
        world.Emit(new CommandsChanged());
        return RestAnswer.Ok(Json.List(renewed, Shape));
    }

    private RestAnswer Change(RestCall call, Snowflake? scope)
    {
        var commands = world.Commands.In(scope);
        var command = Find(call, scope);
        var errors = new FormErrors();
        var definition = CommandForm.Change(command.Definition, call.Body, errors);
        errors.ThrowIfAny();
        if (commands.Exists(other => other.Id != command.Id && other.Name == (string?)definition["name"] && other.Type == command.Type))
        {
            throw FormErrors.One("name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
        }

        var changed = Renew(command, definition);
        commands[commands.IndexOf(command)] = changed;
        world.Emit(new CommandsChanged());
        return RestAnswer.Ok(Shape(changed));
    }

    private RestAnswer Delete(RestCall call, Snowflake? scope)
    {
        world.Commands.In(scope).Remove(Find(call, scope));
        world.Emit(new CommandsChanged());
        return RestAnswer.Nothing;
    }

    private static int IndexOf(List<ApplicationCommand> commands, JsonObject definition) =>
        commands.FindIndex(command => command.Name == (string?)definition["name"] && command.Type == (int)definition["type"]!);

    /// <summary>The same id; a new version only if something changed.</summary>
    private ApplicationCommand Renew(ApplicationCommand old, JsonObject definition) =>
        JsonNode.DeepEquals(old.Definition, definition) ? old : old with { Version = world.Ids.Next(), Definition = definition };

    private ApplicationCommand Create(Snowflake? scope, JsonObject definition)
    {
        var today = DateOnly.FromDateTime(world.Now.UtcDateTime);
        var (day, count) = _creates.GetValueOrDefault(scope ?? default, (today, 0));
        count = day == today ? count : 0;
        if (count >= DailyCreates)
        {
            throw ApiError.TooManyCommandCreates;
        }

        _creates[scope ?? default] = (today, count + 1);
        return new ApplicationCommand(world.Ids.Next(), world.Ids.Next(), scope, definition);
    }

    private static void CheckCount(IReadOnlyList<ApplicationCommand> commands)
    {
        if (Limits.Any(limit => commands.Count(command => command.Type == limit.Type) > limit.Limit))
        {
            throw ApiError.TooManyCommands;
        }
    }
}
