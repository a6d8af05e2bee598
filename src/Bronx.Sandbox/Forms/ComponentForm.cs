using System.Text.Json.Nodes;
using Bronx.Sandbox.Shapes;

namespace Bronx.Sandbox.Forms;

/// <summary>Reads the components of a message, old style (rows) and V2, into the form Discord echoes: every one with its id.</summary>
internal sealed class ComponentForm
{
    private const int V2Limit = 40;
    private const int V2TextLimit = 4000;

    private readonly bool _v2;
    private readonly HashSet<string> _customIds = new(StringComparer.Ordinal);
    private readonly HashSet<long> _ids = [];
    private int _count;
    private int _text;
    private int _nextId = 1;

    private ComponentForm(bool v2) => _v2 = v2;

    public static JsonArray Read(Form form, string name, bool v2)
    {
        var reader = new ComponentForm(v2);
        var items = form.Objects(name, 0, v2 ? V2Limit : 5) ?? [];
        foreach (var item in items)
        {
            if (item.Whole("id", 1, int.MaxValue) is { } id)
            {
                reader._ids.Add(id);
            }
        }

        JsonArray components = [.. items.Select(item => (JsonNode?)reader.TopLevel(item))];
        if (reader._count > V2Limit && v2)
        {
            form.Fail(name, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", $"The total number of components cannot exceed {V2Limit}");
        }

        if (reader._text > V2TextLimit)
        {
            form.Fail(name, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", $"Total displayable text size exceeds maximum size of {V2TextLimit}");
        }

        return Json.Settled(components);
    }

    private JsonObject? TopLevel(Form form) => Read(form, _v2 ? [1, 9, 10, 12, 13, 14, 17] : [1]);

    private JsonObject? Read(Form form, int[] allowed)
    {
        if (form.Choice("type", allowed, required: true) is not { } type)
        {
            return null;
        }

        _count++;
        var shape = new JsonObject { ["type"] = type, ["id"] = NextId(form) };
        switch (type)
        {
            case 1:
                Row(form, shape);
                break;
            case 2:
                Button(form, shape);
                break;
            case 3 or 5 or 6 or 7 or 8:
                Select(form, shape, type);
                break;
            case 9:
                Section(form, shape);
                break;
            case 10:
                Display(form, shape);
                break;
            case 11:
                Thumbnail(form, shape);
                break;
            case 12:
                Gallery(form, shape);
                break;
            case 13:
                File(form, shape);
                break;
            case 14:
                shape["divider"] = form.Flag("divider") ?? true;
                shape["spacing"] = form.Choice("spacing", [1, 2]) ?? 1;
                break;
            case 17:
                Container(form, shape);
                break;
        }

        return shape;
    }

    private long NextId(Form form)
    {
        if (form.Whole("id", 0, int.MaxValue) is { } given and > 0)
        {
            return given;
        }

        while (!_ids.Add(_nextId))
        {
            _nextId++;
        }

        return _nextId;
    }

    private void Row(Form form, JsonObject shape)
    {
        form.Require("components");
        var items = form.Objects("components", 1, 5) ?? [];
        var children = items.Select(item => Read(item, [2, 3, 5, 6, 7, 8])).ToList();
        if (children.Count > 1 && children.Exists(child => child is not null && (int)child["type"]! != 2))
        {
            form.Fail("components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified components exceed the maximum width of 5");
        }

        shape["components"] = new JsonArray([.. children]);
    }

    private void Button(Form form, JsonObject shape)
    {
        var style = form.Choice("style", [1, 2, 3, 4, 5, 6], required: true) ?? 1;
        shape["style"] = style;
        Put(shape, "label", form.Text("label", 0, 80));
        Emoji(form, shape);
        if (form.Flag("disabled") is { } disabled)
        {
            shape["disabled"] = disabled;
        }

        if (style == 5)
        {
            Refuse(form, "custom_id", "BUTTON_COMPONENT_INVALID_CUSTOM_ID", "A link button cannot have a custom id");
            form.Require("url");
            Url(form, shape, "url", 512);
        }
        else if (style == 6)
        {
            if (form.Id("sku_id", required: true) is { } sku)
            {
                shape["sku_id"] = Json.Id(sku);
            }
        }
        else
        {
            Refuse(form, "url", "BUTTON_COMPONENT_INVALID_URL", "Only a link button can have a url");
            CustomId(form, shape);
        }

        if (style != 6 && !form.Holds("label") && !form.Holds("emoji"))
        {
            form.Fail("label", "BUTTON_COMPONENT_LABEL_REQUIRED", "A button must have a label or an emoji");
        }
    }

    private void Select(Form form, JsonObject shape, int type)
    {
        CustomId(form, shape);
        Put(shape, "placeholder", form.Text("placeholder", 0, 150));
        var most = form.Whole("max_values", 1, 25) ?? 1;
        var least = form.Whole("min_values", 0, 25) ?? 1;
        shape["min_values"] = least;
        shape["max_values"] = most;
        if (least > most)
        {
            form.Fail("min_values", "NUMBER_TYPE_MAX", $"int value should be less than or equal to {most}.");
        }

        if (form.Flag("disabled") is { } disabled)
        {
            shape["disabled"] = disabled;
        }

        if (type == 3)
        {
            Options(form, shape);
            return;
        }

        if (type == 8 && form.List("channel_types", 0, 50) is { } types)
        {
            shape["channel_types"] = new JsonArray([.. types.Select(kind => JsonNode.Parse(kind.GetRawText()))]);
        }

        if (form.Raw("default_values") is { } defaults)
        {
            shape["default_values"] = JsonNode.Parse(defaults.GetRawText());
        }
    }

    private static void Options(Form form, JsonObject shape)
    {
        form.Require("options");
        JsonArray options = [];
        HashSet<string> values = new(StringComparer.Ordinal);
        foreach (var item in form.Objects("options", 1, 25) ?? [])
        {
            var option = new JsonObject
            {
                ["label"] = item.Text("label", 1, 100, required: true),
                ["value"] = item.Text("value", 1, 100, required: true),
            };
            Put(option, "description", item.Text("description", 0, 100));
            Emoji(item, option);
            if (item.Flag("default") is { } chosen)
            {
                option["default"] = chosen;
            }

            if ((string?)option["value"] is { } value && !values.Add(value))
            {
                item.Fail("value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used");
            }

            options.Add(option);
        }

        if (options.Count > 0 && (long)shape["max_values"]! > options.Count)
        {
            form.Fail("max_values", "NUMBER_TYPE_MAX", $"int value should be less than or equal to {options.Count}.");
        }

        shape["options"] = options;
    }

    private void Section(Form form, JsonObject shape)
    {
        form.Require("components");
        form.Require("accessory");
        shape["components"] = new JsonArray([.. (form.Objects("components", 1, 3) ?? []).Select(item => Read(item, [10]))]);
        shape["accessory"] = form.Object("accessory") is { } accessory ? Read(accessory, [2, 11]) : null;
    }

    private void Display(Form form, JsonObject shape)
    {
        var text = form.Text("content", 1, V2TextLimit, required: true) ?? "";
        _text += text.Length;
        shape["content"] = text;
    }

    private static void Thumbnail(Form form, JsonObject shape)
    {
        form.Require("media");
        Media(form, shape, "media");
        Put(shape, "description", form.Text("description", 0, 1024));
        shape["spoiler"] = form.Flag("spoiler") ?? false;
    }

    private static void Gallery(Form form, JsonObject shape)
    {
        form.Require("items");
        JsonArray items = [];
        foreach (var item in form.Objects("items", 1, 10) ?? [])
        {
            var entry = new JsonObject();
            item.Require("media");
            Media(item, entry, "media");
            Put(entry, "description", item.Text("description", 0, 1024));
            entry["spoiler"] = item.Flag("spoiler") ?? false;
            items.Add(entry);
        }

        shape["items"] = items;
    }

    private static void File(Form form, JsonObject shape)
    {
        form.Require("file");
        Media(form, shape, "file");
        shape["spoiler"] = form.Flag("spoiler") ?? false;
    }

    private void Container(Form form, JsonObject shape)
    {
        form.Require("components");
        shape["components"] = new JsonArray([.. (form.Objects("components", 1, V2Limit) ?? []).Select(item => Read(item, [1, 9, 10, 12, 13, 14]))]);
        shape["accent_color"] = form.Whole("accent_color", 0, 0xFFFFFF);
        shape["spoiler"] = form.Flag("spoiler") ?? false;
    }

    private static void Media(Form form, JsonObject shape, string name)
    {
        if (form.Object(name) is { } media)
        {
            media.Require("url");
            var url = media.Text("url", 1, 2048) ?? "";
            shape[name] = new JsonObject { ["id"] = "0", ["url"] = url, ["proxy_url"] = url, ["width"] = null, ["height"] = null, ["content_type"] = null };
        }
    }

    private void CustomId(Form form, JsonObject shape)
    {
        if (form.Text("custom_id", 1, 100, required: true) is not { } id)
        {
            return;
        }

        shape["custom_id"] = id;
        if (!_customIds.Add(id))
        {
            form.Fail("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
        }
    }

    private static void Emoji(Form form, JsonObject shape)
    {
        if (form.Object("emoji") is not { } emoji)
        {
            return;
        }

        var echo = new JsonObject { ["name"] = emoji.Text("name", 0, 32) ?? "" };
        if (emoji.Id("id") is { } id)
        {
            echo["id"] = Json.Id(id);
        }
        else if (!Worlds.Emoji.TryParse((string)echo["name"]!, out _))
        {
            form.Fail("emoji", "BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji");
        }

        shape["emoji"] = echo;
    }

    private static void Url(Form form, JsonObject shape, string name, int max)
    {
        if (form.Text(name, 1, max) is not { } text)
        {
            return;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "discord")
        {
            shape[name] = text;
        }
        else
        {
            form.Fail(name, "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('http', 'https', 'discord').");
        }
    }

    private static void Refuse(Form form, string name, string code, string message)
    {
        if (form.Holds(name))
        {
            form.Fail(name, code, message);
        }
    }

    private static void Put(JsonObject shape, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            shape[name] = text;
        }
    }
}
