using System.Text.Json.Nodes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.People;

/// <summary>The <c>data</c> of a button press or a selection, checked as a client would.</summary>
internal sealed class ComponentData(World world, Channel channel)
{
    private readonly Resolved _resolved = new(world, channel);

    public JsonObject Build(JsonObject component, IReadOnlyList<string> values)
    {
        var type = (int)component["type"]!;
        var data = new JsonObject
        {
            ["custom_id"] = (string?)component["custom_id"],
            ["component_type"] = type,
            ["id"] = component["id"]?.DeepClone(),
        };
        if (type != 2)
        {
            CheckCount(component, values.Count);
            foreach (var value in values)
            {
                CheckValue(component, type, value);
            }

            data["values"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
            if (_resolved.Shape is { } resolved)
            {
                data["resolved"] = resolved;
            }
        }

        return data;
    }

    /// <summary>Checks the values of a select that stands in a modal, and gathers what they resolve to.</summary>
    public JsonObject? Check(JsonObject component, IReadOnlyList<string> values)
    {
        CheckCount(component, values.Count);
        foreach (var value in values)
        {
            CheckValue(component, (int)component["type"]!, value);
        }

        return _resolved.Shape;
    }

    private static void CheckCount(JsonObject component, int count)
    {
        var least = (int?)component["min_values"] ?? 1;
        var most = (int?)component["max_values"] ?? 1;
        if (count < least || count > most)
        {
            throw new SandboxRefusal(least == most ? $"Choose {least}." : $"Choose {least} to {most}.");
        }
    }

    private void CheckValue(JsonObject component, int type, string value)
    {
        var id = Snowflake.TryParse(value, out var parsed) ? parsed : default;
        var known = type switch
        {
            3 => component["options"]!.AsArray().Any(option => (string?)option!["value"] == value),
            5 => _resolved.AddUser(id),
            6 => _resolved.AddRole(id),
            7 => _resolved.AddUser(id) || _resolved.AddRole(id),
            _ => _resolved.AddChannel(id, world.Bot),
        };
        if (!known)
        {
            throw new SandboxRefusal($"\"{value}\" is not among the choices.");
        }
    }
}
