using System.Text.Json.Nodes;
using Bronx.Sandbox.Shapes;

namespace Bronx.Sandbox.Forms;

/// <summary>Reads a modal: title, custom id and one to five rows, labels or texts, as the person's client will show it.</summary>
internal static class ModalForm
{
    public static JsonObject Read(Form form)
    {
        var modal = new JsonObject
        {
            ["custom_id"] = form.Text("custom_id", 1, 100, required: true),
            ["title"] = form.Text("title", 1, 45, required: true),
        };
        form.Require("components");
        HashSet<string> customIds = new(StringComparer.Ordinal);
        modal["components"] = new JsonArray([.. (form.Objects("components", 1, 5) ?? []).Index().Select(item => TopLevel(item.Item, item.Index + 1, customIds))]);
        return Json.Settled(modal);
    }

    private static JsonObject? TopLevel(Form form, int id, HashSet<string> customIds)
    {
        switch (form.Choice("type", [1, 10, 18], required: true))
        {
            case 1:
                form.Require("components");
                var inputs = form.Objects("components", 1, 1) ?? [];
                return new JsonObject
                {
                    ["type"] = 1,
                    ["id"] = id,
                    ["components"] = new JsonArray([.. inputs.Select(input => Field(input, [4], id + 100, customIds, labelled: true))]),
                };
            case 10:
                return new JsonObject { ["type"] = 10, ["id"] = id, ["content"] = form.Text("content", 1, 4000, required: true) };
            case 18:
                form.Require("component");
                var label = new JsonObject { ["type"] = 18, ["id"] = id, ["label"] = form.Text("label", 1, 45, required: true) };
                if (form.Text("description", 0, 100) is { Length: > 0 } description)
                {
                    label["description"] = description;
                }

                label["component"] = form.Object("component") is { } field ? Field(field, [3, 4, 5, 6, 7, 8, 19, 21, 22, 23], id + 100, customIds, labelled: false) : null;
                return label;
            default:
                return null;
        }
    }

    private static JsonObject? Field(Form form, int[] types, int id, HashSet<string> customIds, bool labelled)
    {
        if (form.Choice("type", types, required: true) is not { } type)
        {
            return null;
        }

        if (form.Text("custom_id", 1, 100, required: true) is { } customId && !customIds.Add(customId))
        {
            form.Fail("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated");
        }

        if (type == 4)
        {
            form.Choice("style", [1, 2], required: true);
            form.Text("label", 1, 45, required: labelled);
            var least = form.Whole("min_length", 0, 4000) ?? 0;
            if (form.Whole("max_length", 1, 4000) is { } most && most < least)
            {
                form.Fail("max_length", "NUMBER_TYPE_MIN", $"int value should be greater than or equal to {least}.");
            }

            form.Text("value", 0, 4000);
            form.Text("placeholder", 0, 100);
        }
        else if (type == 3)
        {
            form.Require("options");
            foreach (var option in form.Objects("options", 1, 25) ?? [])
            {
                option.Text("label", 1, 100, required: true);
                option.Text("value", 1, 100, required: true);
                option.Text("description", 0, 100);
            }
        }

        form.Flag("required");
        var field = JsonNode.Parse(form.Element.GetRawText())!.AsObject();
        field["id"] = id;
        return field;
    }
}
