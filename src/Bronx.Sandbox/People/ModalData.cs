using System.Text.Json.Nodes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.People;

/// <summary>The <c>data</c> of a submitted form, checked as a client would: required fields, lengths, choices.</summary>
internal sealed class ModalData(World world, Channel channel)
{
    public JsonObject Build(JsonObject modal, JsonObject values)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var data = new JsonObject
        {
            ["custom_id"] = (string?)modal["custom_id"],
            ["components"] = new JsonArray([.. modal["components"]!.AsArray().OfType<JsonObject>().Select(row => Row(row, values, known))]),
        };
        if (values.FirstOrDefault(pair => !known.Contains(pair.Key)).Key is { } stranger)
        {
            throw new SandboxRefusal($"The form has no field {stranger}; it has {string.Join(", ", known)}.");
        }

        return data;
    }

    private JsonObject Row(JsonObject row, JsonObject values, HashSet<string> known)
    {
        var echo = new JsonObject { ["type"] = (int)row["type"]!, ["id"] = row["id"]?.DeepClone() };
        if ((int)row["type"]! == 18)
        {
            echo["component"] = Field(row["component"]!.AsObject(), (string?)row["label"] ?? "", values, known);
        }
        else if (row["components"] is JsonArray inputs)
        {
            echo["components"] = new JsonArray([.. inputs.OfType<JsonObject>().Select(input => Field(input, (string?)input["label"] ?? "", values, known))]);
        }

        return echo;
    }

    private JsonObject Field(JsonObject field, string label, JsonObject values, HashSet<string> known)
    {
        var type = (int)field["type"]!;
        var customId = (string)field["custom_id"]!;
        known.Add(customId);
        var echo = new JsonObject { ["type"] = type, ["custom_id"] = customId, ["id"] = field["id"]?.DeepClone() };
        var given = values[customId];
        var required = (bool?)field["required"] ?? true;
        if (type == 4)
        {
            echo["value"] = Text(field, label, given, required);
            return echo;
        }

        if (type == 23)
        {
            echo["value"] = given is not null && (bool.TryParse(given.ToString(), out var ticked) && ticked);
            return echo;
        }

        if (type == 21)
        {
            echo["value"] = given?.ToString();
            return echo;
        }

        List<string> chosen = given is JsonArray list ? [.. list.Select(value => value!.ToString())] : given is null ? [] : [given.ToString()];
        if (chosen.Count == 0 && required && ((int?)field["min_values"] ?? 1) > 0)
        {
            throw new SandboxRefusal($"{label}: choose something.");
        }

        if (chosen.Count > 0 && type is 3 or 5 or 6 or 7 or 8)
        {
            new ComponentData(world, channel).Check(field, chosen);
        }

        echo["values"] = new JsonArray([.. chosen.Select(value => JsonValue.Create(value))]);
        return echo;
    }

    private static string Text(JsonObject field, string label, JsonNode? given, bool required)
    {
        var text = given?.ToString() ?? (string?)field["value"] ?? "";
        if (text.Length == 0)
        {
            return required ? throw new SandboxRefusal($"{label}: this field is required.") : "";
        }

        var least = (int?)field["min_length"] ?? 0;
        var most = (int?)field["max_length"] ?? 4000;
        return text.Length >= least && text.Length <= most ? text : throw new SandboxRefusal($"{label}: {least} to {most} characters, not {text.Length}.");
    }
}
