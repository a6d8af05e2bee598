using System.Text.Json.Nodes;
using Bronx.Sandbox.Forms;
using Bronx.Sandbox.Rest;

namespace Bronx.Sandbox.Worlds;

/// <summary>Turns a checked form into a message of a channel, or into the change of one. Permissions have been checked before.</summary>
internal sealed class MessageWriter(World world, Threads threads)
{
    private const int FileLimit = 20 * 1024 * 1024;

    /// <summary>Puts a new message into its channel and tells everybody.</summary>
    public Message Create(Channel channel, User author, MessageForm form, IReadOnlyList<UploadedFile> files, MessageOrigin origin)
    {
        // What comes through a webhook obeys no role: it mentions whom it may name.
        var mayMentionAll = origin.WebhookId is not null || world.PermissionsOf(author, channel).HasFlag(Permission.MentionEveryone);
        var target = form.ReplyTo is { } replyTo ? channel.History.Find(replyTo) : null;
        var allowed = form.AllowedMentions ?? origin.AllowedMentions;
        var notifies = target is not null && (form.AllowedMentions?.RepliedUser ?? origin.AllowedMentions == AllowedMentions.All);
        var content = form.Content ?? "";
        var message = new Message(world.Ids.Next(), channel, author)
        {
            Kind = target is not null ? MessageKind.Reply : origin.Kind,
            Content = content,
            Embeds = form.Embeds ?? [],
            Components = form.Components ?? [],
            Flags = form.Flags | (origin.EphemeralFor is null ? MessageFlags.None : MessageFlags.Ephemeral) | origin.Flags,
            Tts = form.Tts,
            Nonce = form.Nonce,
            ReplyTo = target?.Id ?? origin.ReplyTo,
            ApplicationId = origin.ApplicationId,
            InteractionMetadata = origin.Metadata,
            WebhookId = origin.WebhookId,
            EphemeralFor = origin.EphemeralFor,
            Mentions = Mentions.Read(TextOf(content, form.Components), allowed, channel.Guild, mayMentionAll, notifies ? target!.Author.Id : null),
        };
        Attach(message, form, files);
        if (channel.Thread is not null)
        {
            // Wakes before the message comes: whoever hears of the message finds the thread awake.
            threads.Stir(channel, origin.WebhookId is null ? author : null);
        }

        channel.History.Add(message);
        world.Emit(new MessageCreated(message));
        return message;
    }

    /// <summary>Changes what the form names and leaves the rest; tells everybody.</summary>
    public void Edit(Message message, MessageForm form, IReadOnlyList<UploadedFile> files, AllowedMentions otherwise)
    {
        if (form.Content is not null || form.ClearsContent)
        {
            message.Content = form.Content ?? "";
        }

        message.Embeds = form.Embeds ?? message.Embeds;
        message.Components = form.Components ?? message.Components;
        if (form.HasFlags)
        {
            const MessageFlags Editable = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2;
            var sticky = message.Flags & MessageFlags.IsComponentsV2;
            message.Flags = (message.Flags & ~Editable) | (form.Flags & Editable) | sticky;
        }

        if (form.KeptAttachments is { } kept)
        {
            message.Attachments = [.. message.Attachments.Where(attachment => kept.Contains(attachment.Id))];
        }

        Attach(message, form, files);
        message.Flags &= ~MessageFlags.Loading;
        var mayMentionAll = world.PermissionsOf(message.Author, message.Channel).HasFlag(Permission.MentionEveryone);
        message.Mentions = Mentions.Read(TextOf(message.Content, message.Components), form.AllowedMentions ?? otherwise, message.Channel.Guild, mayMentionAll, null);
        message.EditedAt = world.Now;
        world.Emit(new MessageEdited(message));
    }

    public void Delete(Message message)
    {
        message.Channel.History.Remove(message.Id);
        world.Emit(new MessageDeleted(message));
    }

    private void Attach(Message message, MessageForm form, IReadOnlyList<UploadedFile> files)
    {
        if (message.Attachments.Count + files.Count > 10)
        {
            throw FormErrors.One("attachments", "BASE_TYPE_BAD_LENGTH", "Must be between 0 and 10 in length.");
        }

        foreach (var file in files)
        {
            if (file.Octets.Length > FileLimit)
            {
                throw ApiError.FileTooLarge;
            }

            var id = world.Ids.Next();
            var (name, description) = form.Uploads.GetValueOrDefault((ulong)file.Number);
            name ??= file.FileName;
            var url = new Uri(world.Origin, $"attachments/{message.Channel.Id}/{id}/{Uri.EscapeDataString(name)}");
            message.Attachments.Add(new Attachment(id, name, file.Octets.Length, file.ContentType, url.AbsoluteUri) { Description = description });
            world.Attachments.Put(id, file.ContentType, file.Octets);
        }
    }

    /// <summary>All text that can mention somebody: the content, and the text displays of a V2 message.</summary>
    private static string TextOf(string content, JsonArray? components)
    {
        if (components is null || components.Count == 0)
        {
            return content;
        }

        var texts = new List<string> { content };
        Collect(components, texts);
        return string.Join('\n', texts);
    }

    private static void Collect(JsonArray components, List<string> texts)
    {
        foreach (var component in components.OfType<JsonObject>())
        {
            if ((int)component["type"]! == 10)
            {
                texts.Add((string?)component["content"] ?? "");
            }

            if (component["components"] is JsonArray inner)
            {
                Collect(inner, texts);
            }
        }
    }
}

/// <summary>Where a message comes from, as far as its form does not say it.</summary>
internal sealed record MessageOrigin
{
    public static readonly MessageOrigin Plain = new();

    public MessageKind Kind { get; init; } = MessageKind.Default;

    public AllowedMentions AllowedMentions { get; init; } = AllowedMentions.All;

    public Snowflake? EphemeralFor { get; init; }

    public Snowflake? ApplicationId { get; init; }

    public Snowflake? WebhookId { get; init; }

    public Snowflake? ReplyTo { get; init; }

    public JsonObject? Metadata { get; init; }

    public MessageFlags Flags { get; init; }
}
