using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bronx.Sandbox.Shapes;

namespace Bronx.Sandbox.Forms;

/// <summary>Reads the definition of an application command into the form Discord gives back.</summary>
internal static partial class CommandForm
{
    private const int SizeLimit = 8000;

    /// <summary>The fields of a definition that a PATCH may carry.</summary>
    public static readonly string[] Fields =
        ["name", "name_localizations", "description", "description_localizations", "options", "default_member_permissions", "dm_permission", "contexts", "integration_types", "nsfw"];

    public static JsonObject Read(Form form)
    {
        var type = form.Choice("type", [1, 2, 3]) ?? 1;
        var definition = new JsonObject
        {
            ["type"] = type,
            ["name"] = Name(form, chatInput: type == 1),
            ["name_localizations"] = Localizations(form, "name_localizations", 32),
            ["description"] = Description(form, type),
            ["description_localizations"] = Localizations(form, "description_localizations", 100),
            ["default_member_permissions"] = form.Bits("default_member_permissions") is { } bits ? bits.ToString(CultureInfo.InvariantCulture) : null,
            ["dm_permission"] = form.Flag("dm_permission") ?? true,
            ["contexts"] = Whole(form, "contexts"),
            ["integration_types"] = Whole(form, "integration_types") ?? new JsonArray(0),
            ["nsfw"] = form.Flag("nsfw") ?? false,
        };
        var options = Options(form, depth: 0);
        if (options.Count > 0)
        {
            if (type != 1)
            {
                form.Fail("options", "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_NOT_ALLOWED", "Context menu commands cannot have options");
            }

            definition["options"] = options;
        }

        if (Size(definition) > SizeLimit)
        {
            form.Fail("APPLICATION_COMMAND_TOO_LARGE", $"Command exceeds maximum size ({SizeLimit})");
        }

        return Json.Settled(definition);
    }

    /// <summary>A PATCH: the old definition with the named fields replaced, checked as a whole.</summary>
    public static JsonObject Change(JsonObject old, JsonElement changes, FormErrors errors)
    {
        var merged = old.DeepClone().AsObject();
        foreach (var field in Fields)
        {
            if (changes.ValueKind == JsonValueKind.Object && changes.TryGetProperty(field, out var value))
            {
                merged[field] = JsonNode.Parse(value.GetRawText());
            }
        }

        using var document = JsonDocument.Parse(Json.Octets(merged));
        return Read(Form.Of(document.RootElement.Clone(), errors));
    }

    private static string? Name(Form form, bool chatInput)
    {
        var name = form.Text("name", 1, 32, required: true);
        if (chatInput && name is not null && (!NamePattern().IsMatch(name) || name.Any(char.IsUpper)))
        {
            form.Fail("name", "STRING_TYPE_REGEX", "String value did not match validation regex.");
        }

        return name;
    }

    private static string Description(Form form, int type)
    {
        if (type != 1)
        {
            if (form.Text("description") is { Length: > 0 })
            {
                form.Fail("description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_NOT_ALLOWED", "Context menu commands cannot have descriptions");
            }

            return "";
        }

        return form.Text("description", 1, 100, required: true) ?? "";
    }

    private static JsonObject? Localizations(Form form, string name, int max)
    {
        if (form.Object(name) is not { } localizations)
        {
            return null;
        }

        var shape = new JsonObject();
        foreach (var locale in localizations.Element.EnumerateObject())
        {
            shape[locale.Name] = localizations.Text(locale.Name, 1, max);
        }

        return shape;
    }

    private static JsonArray? Whole(Form form, string name)
    {
        if (form.List(name, 1, 3) is not { } list)
        {
            return null;
        }

        if (list.Any(item => item.ValueKind != JsonValueKind.Number || item.GetRawText() is not ("0" or "1" or "2")))
        {
            form.Fail(name, "BASE_TYPE_CHOICES", "Value must be one of {0, 1, 2}.");
            return null;
        }

        return new JsonArray([.. list.Select(item => (JsonNode)item.GetInt32())]);
    }

    private static JsonArray Options(Form form, int depth)
    {
        JsonArray options = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        bool optional = false, nested = false, flat = false;
        foreach (var item in form.Objects("options", 0, 25) ?? [])
        {
            var option = Option(item, depth);
            if ((string?)option["name"] is { } name && !names.Add(name))
            {
                item.Fail("name", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists");
            }

            var required = option["required"] is not null;
            if (required && optional)
            {
                item.Fail("APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options");
            }

            var isNested = (int?)option["type"] is 1 or 2;
            nested |= isNested;
            flat |= !isNested;
            optional |= !required && !isNested;
            options.Add(option);
        }

        if (nested && flat)
        {
            form.Fail("options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually exclusive to all other types");
        }

        return options;
    }

    private static JsonObject Option(Form form, int depth)
    {
        int[] allowed = depth switch
        {
            0 => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
            1 => [1, 3, 4, 5, 6, 7, 8, 9, 10, 11],
            _ => [3, 4, 5, 6, 7, 8, 9, 10, 11],
        };
        var type = form.Choice("type", allowed, required: true) ?? 3;
        var option = new JsonObject
        {
            ["type"] = type,
            ["name"] = Name(form, chatInput: true),
            ["description"] = form.Text("description", 1, 100, required: true),
        };
        Put(option, "name_localizations", Localizations(form, "name_localizations", 32));
        Put(option, "description_localizations", Localizations(form, "description_localizations", 100));
        if (type is 1 or 2)
        {
            // Inside a group there are only subcommands; inside a subcommand, only values.
            var inner = Options(form, type == 2 ? 1 : 2);
            option["options"] = inner;
            return option;
        }

        if (form.Flag("required") == true)
        {
            option["required"] = true;
        }

        if (form.Flag("autocomplete") == true)
        {
            option["autocomplete"] = true;
            if (type is not (3 or 4 or 10) || form.List("choices") is { Count: > 0 })
            {
                form.Fail("autocomplete", "APPLICATION_COMMAND_AUTOCOMPLETE_INVALID", "Autocomplete needs a string, integer or number option without choices");
            }
        }

        Limits(form, option, type);
        if (form.List("channel_types", 0, 20) is { } channelTypes)
        {
            option["channel_types"] = new JsonArray([.. channelTypes.Select(kind => JsonNode.Parse(kind.GetRawText()))]);
        }

        if (Choices(form, type) is { Count: > 0 } choices)
        {
            option["choices"] = choices;
        }

        return option;
    }

    private static void Limits(Form form, JsonObject option, int type)
    {
        if (type == 3)
        {
            Put(option, "min_length", form.Whole("min_length", 0, 6000));
            Put(option, "max_length", form.Whole("max_length", 1, 6000));
        }
        else if (type is 4)
        {
            Put(option, "min_value", form.Whole("min_value"));
            Put(option, "max_value", form.Whole("max_value"));
        }
        else if (type is 10)
        {
            Put(option, "min_value", form.Number("min_value"));
            Put(option, "max_value", form.Number("max_value"));
        }
    }

    private static JsonArray Choices(Form form, int type)
    {
        JsonArray choices = [];
        foreach (var item in form.Objects("choices", 0, 25) ?? [])
        {
            var choice = new JsonObject { ["name"] = item.Text("name", 1, 100, required: true) };
            Put(choice, "name_localizations", Localizations(item, "name_localizations", 100));
            item.Require("value");
            choice["value"] = type switch
            {
                3 => item.Text("value", 0, 100),
                4 => item.Whole("value"),
                _ => item.Number("value"),
            };
            choices.Add(choice);
        }

        return choices;
    }

    private static int Size(JsonNode? node) => node switch
    {
        JsonObject shape => shape.Sum(pair => pair.Key is "name" or "description" or "value" && pair.Value is JsonValue text
            ? text.ToString().Length
            : pair.Key is "options" or "choices" ? Size(pair.Value) : 0),
        JsonArray list => list.Sum(Size),
        _ => 0,
    };

    private static void Put(JsonObject shape, string name, JsonNode? value)
    {
        if (value is not null)
        {
            shape[name] = value;
        }
    }

    [GeneratedRegex(@"^[-_'\p{L}\p{N}\p{IsDevanagari}\p{IsThai}]{1,32}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NamePattern();
}
