using System.Text.Json.Nodes;
using Bronx.Sandbox.Shapes;

namespace Bronx.Sandbox.Forms;

/// <summary>Reads rich embeds: limits of each part and of all together, and only the fields that a sender may set.</summary>
internal static class EmbedForm
{
    private const int TotalLimit = 6000;

    public static JsonArray Read(Form form, string name)
    {
        JsonArray embeds = [];
        var total = 0;
        foreach (var item in form.Objects(name, 0, 10) ?? [])
        {
            embeds.Add(Read(item, ref total));
        }

        if (total > TotalLimit)
        {
            form.Fail(name, "MAX_EMBED_SIZE_EXCEEDED", $"Embed size exceeds maximum size of {TotalLimit}");
        }

        return Json.Settled(embeds);
    }

    private static JsonObject Read(Form form, ref int total)
    {
        var embed = new JsonObject { ["type"] = "rich" };
        total += Put(embed, "title", form.Text("title", 0, 256)?.Trim());
        total += Put(embed, "description", form.Text("description", 0, 4096)?.Trim());
        PutUrl(embed, form, "url");
        if (form.Whole("color", 0, 0xFFFFFF) is { } color)
        {
            embed["color"] = (int)color;
        }

        if (form.Instant("timestamp") is { } timestamp)
        {
            embed["timestamp"] = Json.Instant(timestamp);
        }

        total += Author(embed, form);
        total += Footer(embed, form);
        Media(embed, form, "image");
        Media(embed, form, "thumbnail");
        total += Fields(embed, form);
        return embed;
    }

    private static int Author(JsonObject embed, Form form)
    {
        if (form.Object("author") is not { } author)
        {
            return 0;
        }

        var shape = new JsonObject();
        var size = Put(shape, "name", author.Text("name", 0, 256)?.Trim());
        PutUrl(shape, author, "url");
        PutUrl(shape, author, "icon_url", attachments: true);
        if (size > 0)
        {
            embed["author"] = shape;
        }

        return size;
    }

    private static int Footer(JsonObject embed, Form form)
    {
        if (form.Object("footer") is not { } footer)
        {
            return 0;
        }

        var shape = new JsonObject();
        var size = Put(shape, "text", footer.Text("text", 0, 2048)?.Trim());
        PutUrl(shape, footer, "icon_url", attachments: true);
        if (size > 0)
        {
            embed["footer"] = shape;
        }

        return size;
    }

    private static void Media(JsonObject embed, Form form, string name)
    {
        if (form.Object(name) is not { } media)
        {
            return;
        }

        var shape = new JsonObject();
        media.Require("url");
        PutUrl(shape, media, "url", attachments: true);
        if (shape.Count > 0)
        {
            embed[name] = shape;
        }
    }

    private static int Fields(JsonObject embed, Form form)
    {
        var size = 0;
        JsonArray fields = [];
        foreach (var field in form.Objects("fields", 0, 25) ?? [])
        {
            var shape = new JsonObject();
            size += Put(shape, "name", field.Text("name", 1, 256, required: true)?.Trim());
            size += Put(shape, "value", field.Text("value", 1, 1024, required: true)?.Trim());
            shape["inline"] = field.Flag("inline") ?? false;
            fields.Add(shape);
        }

        if (fields.Count > 0)
        {
            embed["fields"] = fields;
        }

        return size;
    }

    private static int Put(JsonObject shape, string name, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return 0;
        }

        shape[name] = text;
        return text.Length;
    }

    private static void PutUrl(JsonObject shape, Form form, string name, bool attachments = false)
    {
        if (form.Text(name, 0, 2048) is not { Length: > 0 } text)
        {
            return;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme is "http" or "https" || (attachments && url.Scheme == "attachment")))
        {
            shape[name] = text;
        }
        else
        {
            form.Fail(name, "URL_TYPE_INVALID_URL", "Not a well formed URL.");
        }
    }
}
