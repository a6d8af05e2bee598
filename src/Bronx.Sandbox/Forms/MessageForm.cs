using System.Text.Json.Nodes;
using Bronx.Sandbox.Rest;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Forms;

/// <summary>What a request says about a message, checked against the limits of the documentation.</summary>
internal sealed class MessageForm
{
    private const int Settable = (int)(MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsVoiceMessage | MessageFlags.IsComponentsV2);

    public string? Content { get; private init; }

    public bool ClearsContent { get; private init; }

    public JsonArray? Embeds { get; private init; }

    public JsonArray? Components { get; private init; }

    public AllowedMentions? AllowedMentions { get; private init; }

    public MessageFlags Flags { get; private init; }

    public bool HasFlags { get; private init; }

    public JsonNode? Nonce { get; private init; }

    public bool EnforceNonce { get; private init; }

    public bool Tts { get; private init; }

    public Snowflake? ReplyTo { get; private init; }

    public Snowflake? ReplyChannel { get; private init; }

    public bool FailIfReplyMissing { get; private init; } = true;

    /// <summary>Ids of attachments to keep, on an edit that says so; null keeps all.</summary>
    public IReadOnlyList<Snowflake>? KeptAttachments { get; private init; }

    /// <summary>Descriptions of uploaded files by their number.</summary>
    public IReadOnlyDictionary<ulong, (string? FileName, string? Description)> Uploads { get; private init; } =
        new Dictionary<ulong, (string?, string?)>();

    public bool SaysSomething(int files) =>
        !string.IsNullOrWhiteSpace(Content) || Embeds is { Count: > 0 } || Components is { Count: > 0 } || files > 0;

    /// <summary>What a person writes: words, and perhaps the message they answer.</summary>
    public static MessageForm OfText(string content, Snowflake? replyTo) => new()
    {
        // Half of a surrogate pair is no text and cannot be sent; it becomes the mark for that, as in a browser.
        Content = content.Any(char.IsSurrogate) ? System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(content)) : content,
        ReplyTo = replyTo,
    };

    /// <param name="form">The object that holds the fields.</param>
    /// <param name="ephemeralAllowed">Whether flag 64 may be set, as in answers to interactions.</param>
    /// <param name="alreadyV2">Whether the message that is edited has the V2 flag, which cannot be taken off.</param>
    public static MessageForm Read(Form form, bool ephemeralAllowed = false, bool alreadyV2 = false)
    {
        var settable = ephemeralAllowed ? Settable | (int)MessageFlags.Ephemeral : Settable;
        var flags = (MessageFlags)((form.Whole("flags", 0, int.MaxValue) ?? 0) & settable);
        var v2 = alreadyV2 || flags.HasFlag(MessageFlags.IsComponentsV2);
        if (v2)
        {
            RefuseOldFields(form);
        }

        var reference = form.Object("message_reference");
        var uploads = new Dictionary<ulong, (string?, string?)>();
        List<Snowflake>? kept = form.Has("attachments") ? [] : null;
        foreach (var attachment in form.Objects("attachments", 0, 10) ?? [])
        {
            Attachment(attachment, uploads, kept!);
        }

        return new MessageForm
        {
            Content = form.Text("content", 0, 2000)?.Trim(),
            ClearsContent = form.IsNull("content"),
            Embeds = form.Has("embeds") ? EmbedForm.Read(form, "embeds") : null,
            Components = form.Has("components") ? ComponentForm.Read(form, "components", v2) : null,
            AllowedMentions = ReadAllowedMentions(form),
            Flags = flags,
            HasFlags = form.Holds("flags"),
            Nonce = ReadNonce(form),
            EnforceNonce = form.Flag("enforce_nonce") ?? false,
            Tts = form.Flag("tts") ?? false,
            ReplyTo = reference?.Id("message_id", required: true),
            ReplyChannel = reference?.Id("channel_id"),
            FailIfReplyMissing = reference?.Flag("fail_if_not_exists") ?? true,
            KeptAttachments = kept,
            Uploads = uploads,
        };
    }

    private static void Attachment(Form form, Dictionary<ulong, (string?, string?)> uploads, List<Snowflake> kept)
    {
        // Uploads are numbered from 0, and a snowflake is never that small; zero is not an id, so it is read apart.
        var number = form.Raw("id") is { } raw && ulong.TryParse(raw.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : (ulong?)null;
        if (number is null)
        {
            form.Fail("id", "NUMBER_TYPE_COERCE", "Value is not snowflake.");
        }
        else if (number < 10)
        {
            uploads[number.Value] = (form.Text("filename", 0, 1024), form.Text("description", 0, 1024));
        }
        else
        {
            kept.Add(new Snowflake(number.Value));
        }
    }

    private static void RefuseOldFields(Form form)
    {
        foreach (var name in (string[])["content", "embeds", "sticker_ids", "poll"])
        {
            if (form.Raw(name) is { } value && value.ToString() is not ("" or "[]"))
            {
                form.Fail(name, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                    $"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
            }
        }
    }

    private static JsonNode? ReadNonce(Form form)
    {
        if (form.Raw("nonce") is not { } nonce)
        {
            return null;
        }

        if (nonce.ValueKind == System.Text.Json.JsonValueKind.String && nonce.GetString()!.Length > 25)
        {
            form.Fail("nonce", "NONCE_TYPE_TOO_LONG", "Must be 25 or fewer in length.");
            return null;
        }

        if (nonce.ValueKind is not (System.Text.Json.JsonValueKind.String or System.Text.Json.JsonValueKind.Number))
        {
            form.Fail("nonce", "NONCE_TYPE_INVALID", "Must be a string or an integer.");
            return null;
        }

        return JsonNode.Parse(nonce.GetRawText());
    }

    private static AllowedMentions? ReadAllowedMentions(Form form)
    {
        if (form.Object("allowed_mentions") is not { } allowed)
        {
            return null;
        }

        var parse = allowed.Texts("parse", 3);
        foreach (var word in parse ?? [])
        {
            if (word is not ("users" or "roles" or "everyone"))
            {
                allowed.Fail("parse", "BASE_TYPE_CHOICES", "Value must be one of {'everyone', 'users', 'roles'}.");
            }
        }

        var users = allowed.Ids("users", 100) ?? [];
        var roles = allowed.Ids("roles", 100) ?? [];
        Exclusive("users", users.Count);
        Exclusive("roles", roles.Count);

        // Neither a list nor "parse": the object allows what it names, and it names nothing.
        return new AllowedMentions(parse?.Contains("users") ?? false, parse?.Contains("roles") ?? false, parse?.Contains("everyone") ?? false)
        {
            Users = users,
            Roles = roles,
            RepliedUser = allowed.Flag("replied_user") ?? false,
        };

        void Exclusive(string kind, int count)
        {
            if (count > 0 && parse is not null && parse.Contains(kind))
            {
                allowed.Fail("MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", $"parse:[\"{kind}\"] and {kind}: [ids...] are mutually exclusive.");
            }
        }
    }
}
