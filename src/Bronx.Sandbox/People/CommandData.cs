using System.Text.Json;
using System.Text.Json.Nodes;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.People;

/// <summary>
/// The <c>data</c> of a command: what the person typed, checked against the registered definition as Discord's own client checks it
/// before it sends anything.
/// </summary>
internal sealed class CommandData(World world, Channel channel, ApplicationCommand command)
{
    private readonly Resolved _resolved = new(world, channel);
    private bool _incomplete;

    /// <param name="options">The chosen options: name and value, or name and inner options for subcommands.</param>
    /// <param name="focused">For autocompletion, the option being typed; required ones may still be missing then.</param>
    public JsonObject Build(IReadOnlyList<JsonObject> options, string? focused)
    {
        _incomplete = focused is not null;
        var data = new JsonObject
        {
            ["id"] = Json.Id(command.Id),
            ["name"] = command.Name,
            ["type"] = command.Type,
        };
        if (command.GuildId is { } guild)
        {
            data["guild_id"] = Json.Id(guild);
        }

        if (command.Type == 1)
        {
            var chosen = Options(command.Definition["options"] as JsonArray ?? [], options, focused);
            if (chosen.Count > 0)
            {
                data["options"] = chosen;
            }
        }
        else
        {
            Target(data, options);
        }

        if (_resolved.Shape is { } resolved)
        {
            data["resolved"] = resolved;
        }

        return data;
    }

    private void Target(JsonObject data, IReadOnlyList<JsonObject> options)
    {
        var id = options.Count == 1 && Snowflake.TryParse((string?)options[0]["value"], out var target)
            ? target
            : throw new SandboxRefusal($"{command.Name} needs somebody or something to act on.");
        data["target_id"] = Json.Id(id);
        if (command.Type == 2 && !_resolved.AddUser(id))
        {
            throw new SandboxRefusal("That person is not here.");
        }

        if (command.Type == 3)
        {
            _resolved.AddMessage(channel.History.Find(id) ?? throw new SandboxRefusal("That message is not there."));
        }
    }

    private JsonArray Options(JsonArray definitions, IReadOnlyList<JsonObject> given, string? focused)
    {
        foreach (var option in given)
        {
            if (!definitions.Any(definition => (string?)definition!["name"] == (string?)option["name"]))
            {
                throw new SandboxRefusal($"/{command.Name} has no option named {(string?)option["name"]}.");
            }
        }

        JsonArray chosen = [];
        var nested = definitions.Any(definition => (int)definition!["type"]! is 1 or 2);
        if (nested && given.Count != 1)
        {
            var names = string.Join(", ", definitions.Select(definition => (string?)definition!["name"]));
            throw new SandboxRefusal($"Choose one of /{command.Name}'s subcommands: {names}.");
        }

        // In the order the person chose them, as a client sends them.
        foreach (var option in given)
        {
            var definition = definitions.First(candidate => (string?)candidate!["name"] == (string?)option["name"])!.AsObject();
            chosen.Add(Option(definition, option, focused));
        }

        foreach (var definition in definitions.OfType<JsonObject>())
        {
            if (!_incomplete && definition["required"] is { } required && (bool)required! && !given.Any(option => (string?)option["name"] == (string?)definition["name"]))
            {
                throw new SandboxRefusal($"/{command.Name} needs the option {(string?)definition["name"]}.");
            }
        }

        return chosen;
    }

    private JsonObject Option(JsonObject definition, JsonObject given, string? focused)
    {
        var type = (int)definition["type"]!;
        var name = (string)definition["name"]!;
        var option = new JsonObject { ["name"] = name, ["type"] = type };
        if (type is 1 or 2)
        {
            var inner = given["options"] as JsonArray ?? [];
            option["options"] = Options(definition["options"] as JsonArray ?? [], [.. inner.OfType<JsonObject>()], focused);
            return option;
        }

        var isFocused = focused == name;
        option["value"] = isFocused ? given["value"]?.DeepClone() ?? "" : Value(definition, type, name, given["value"]);
        if (isFocused)
        {
            option["focused"] = true;
        }

        return option;
    }

    private JsonValue Value(JsonObject definition, int type, string name, JsonNode? value)
    {
        if (value is null)
        {
            throw new SandboxRefusal($"The option {name} is empty.");
        }

        var text = value.GetValueKind() == JsonValueKind.String ? (string)value! : value.ToJsonString();
        var node = type switch
        {
            3 => Text(definition, name, text),
            4 => long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var whole) ? Bounded(definition, name, whole) : throw new SandboxRefusal($"The option {name} takes a whole number, not \"{text}\"."),
            5 => bool.TryParse(text, out var flag) ? JsonValue.Create(flag) : throw new SandboxRefusal($"The option {name} takes true or false."),
            6 => Mention(name, text, id => _resolved.AddUser(id), "a person"),
            7 => Mention(name, text, id => _resolved.AddChannel(id, world.Bot), "a channel"),
            8 => Mention(name, text, _resolved.AddRole, "a role"),
            9 => Mention(name, text, id => _resolved.AddUser(id) || _resolved.AddRole(id), "a person or a role"),
            10 => double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? Bounded(definition, name, number) : throw new SandboxRefusal($"The option {name} takes a number, not \"{text}\"."),
            _ => throw new SandboxRefusal($"The option {name} takes a file, which the sandbox cannot send."),
        };
        if (definition["choices"] is JsonArray choices && !choices.Any(choice => JsonNode.DeepEquals(choice!["value"], node)))
        {
            var names = string.Join(", ", choices.Select(choice => (string?)choice!["name"]));
            throw new SandboxRefusal($"The option {name} takes one of: {names}.");
        }

        return node;
    }

    private static JsonValue Text(JsonObject definition, string name, string text)
    {
        var least = (int?)definition["min_length"] ?? 0;
        var most = (int?)definition["max_length"] ?? 6000;
        return text.Length >= least && text.Length <= most
            ? JsonValue.Create(text)
            : throw new SandboxRefusal($"The option {name} takes {least} to {most} characters.");
    }

    private static JsonValue Bounded<T>(JsonObject definition, string name, T number)
        where T : System.Numerics.INumber<T>
    {
        if ((double?)definition["min_value"] is { } least && double.CreateChecked(number) < least)
        {
            throw new SandboxRefusal($"The option {name} takes {least} or more.");
        }

        return (double?)definition["max_value"] is { } most && double.CreateChecked(number) > most
            ? throw new SandboxRefusal($"The option {name} takes {most} or less.")
            : JsonValue.Create(number)!;
    }

    private static JsonValue Mention(string name, string text, Func<Snowflake, bool> add, string what) =>
        Snowflake.TryParse(text, out var id) && add(id) ? JsonValue.Create(text) : throw new SandboxRefusal($"The option {name} takes {what}; \"{text}\" is none here.");
}
