using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bronx.Dashboard.Tests.Api;

/// <summary>As much of JSON Schema as our own description uses.</summary>
internal static class SchemaCheck
{
    public static IEnumerable<string> Faults(JsonNode description, string schema, JsonNode? value) =>
        Faults(description, description["components"]!["schemas"]![schema]!, value, schema);

    public static IEnumerable<string> Faults(JsonNode description, JsonNode schema, JsonNode? value, string at)
    {
        if (schema["$ref"] is { } reference)
        {
            return Faults(description, description["components"]!["schemas"]![Name(reference)]!, value, at);
        }

        if (schema["oneOf"] is JsonArray choices)
        {
            var fits = choices.Count(choice => !Faults(description, choice!, value, at).Any());
            return fits == 1 ? [] : [$"{at} fits {fits} of its forms", .. choices.SelectMany(choice => Faults(description, choice!, value, at))];
        }

        return Own(description, schema, value, at);
    }

    /// <summary>The name a reference leads to.</summary>
    public static string Name(JsonNode reference) => ((string)reference!)["#/components/schemas/".Length..];

    private static IEnumerable<string> Own(JsonNode description, JsonNode schema, JsonNode? value, string at)
    {
        var types = schema["type"] is JsonArray several ? several.Select(t => (string)t!).ToArray() : [(string)schema["type"]!];
        if (!types.Any(type => Is(type, value))) yield return $"{at} is {value?.ToJsonString() ?? "null"}, not {string.Join(" or ", types)}";
        if (schema["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value))) yield return $"{at} is none of {words}";
        if (schema["const"] is { } only && !JsonNode.DeepEquals(only, value)) yield return $"{at} is not {only}";
        if (schema["minimum"] is { } least && value is not null && (double)value < (double)least) yield return $"{at} is below {least}";
        if (schema["format"] is not null && value is not null && !DateTimeOffset.TryParse((string?)value, CultureInfo.InvariantCulture, out _)) yield return $"{at} is no instant";
        if (value is JsonObject found)
        {
            foreach (var required in schema["required"]!.AsArray())
            {
                if (!found.ContainsKey((string)required!)) yield return $"{at}.{required} is missing";
            }

            foreach (var (name, member) in found)
            {
                if (schema["properties"]![name] is not { } part)
                {
                    if (!(bool)schema["additionalProperties"]!) yield return $"{at}.{name} is not described";
                    continue;
                }

                foreach (var fault in Faults(description, part, member, $"{at}.{name}")) yield return fault;
            }
        }

        if (value is JsonArray items)
        {
            if (schema["minItems"] is { } min && items.Count < (int)min) yield return $"{at} has {items.Count} items";
            if (schema["maxItems"] is { } max && items.Count > (int)max) yield return $"{at} has {items.Count} items";
            foreach (var item in items)
            {
                foreach (var fault in Faults(description, schema["items"]!, item, $"{at}[]")) yield return fault;
            }
        }
    }

    private static bool Is(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("null", null) => true,
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => long.TryParse(value!.ToJsonString(), CultureInfo.InvariantCulture, out _),
        _ => false,
    };
}
