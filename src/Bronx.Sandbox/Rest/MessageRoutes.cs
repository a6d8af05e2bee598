using System.Text.Json.Nodes;
using Bronx.Sandbox.Forms;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Rest;

/// <summary>Messages of a channel: send, read, edit, delete, typing.</summary>
internal sealed class MessageRoutes(World world, MessageWriter writer)
{
    private static readonly TimeSpan BulkAge = TimeSpan.FromDays(14);
    private static readonly TimeSpan NonceAge = TimeSpan.FromMinutes(5);
    private const int NonceLimit = 10_000;

    private readonly Dictionary<string, Message> _byNonce = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, DateTimeOffset At)> _nonces = new();

    public void AddTo(RouteTable routes)
    {
        routes.Add("GET", "/channels/{channel_id}/messages", List);
        routes.Add("POST", "/channels/{channel_id}/messages", Create);
        routes.Add("POST", "/channels/{channel_id}/messages/bulk-delete", BulkDelete);
        routes.Add("GET", "/channels/{channel_id}/messages/{message_id}", Get);
        routes.Add("PATCH", "/channels/{channel_id}/messages/{message_id}", Edit);
        routes.Add("DELETE", "/channels/{channel_id}/messages/{message_id}", Delete);
        routes.Add("POST", "/channels/{channel_id}/typing", Type);
    }

    /// <summary>An edit may not leave a message with nothing in it.</summary>
    public static void RefuseEmptied(Message message, MessageForm change, int files)
    {
        var content = change.ClearsContent ? "" : change.Content ?? message.Content;
        var embeds = change.Embeds ?? message.Embeds;
        var components = change.Components ?? message.Components;
        var attachments = change.KeptAttachments?.Count ?? message.Attachments.Count;
        if (string.IsNullOrWhiteSpace(content) && embeds.Count == 0 && components.Count == 0 && attachments + files == 0)
        {
            throw ApiError.EmptyMessage;
        }
    }

    /// <summary>A locked thread is written in by who manages threads only; writing in a sleeping one wakes it.</summary>
    private static void RefuseLocked(RestCall call, Channel channel)
    {
        if (channel.Thread is { Locked: true } && !call.World.PermissionsOf(call.World.Bot, channel).HasFlag(Permission.ManageThreads))
        {
            throw ApiError.LockedThread;
        }
    }

    private RestAnswer List(RestCall call)
    {
        var channel = call.TextChannel();
        var limit = call.Query.Whole("limit", 1, 100, 50);
        Snowflake? before = call.Query.Id("before"), after = call.Query.Id("after"), around = call.Query.Id("around");
        if ((before is null ? 0 : 1) + (after is null ? 0 : 1) + (around is null ? 0 : 1) > 1)
        {
            throw FormErrors.One("before", "BASE_TYPE_EXCLUSIVE", "before, after and around exclude each other.");
        }

        if (!world.PermissionsOf(world.Bot, channel).HasFlag(Permission.ReadMessageHistory))
        {
            return RestAnswer.Ok(new JsonArray());
        }

        var history = channel.History;
        List<Message> found = [];
        if (after is { } low)
        {
            Collect(history.IndexAtOrAfter(new Snowflake(low.Value + 1)), +1, limit);
        }
        else if (around is { } middle)
        {
            var at = history.IndexAtOrAfter(middle);
            Collect(at - 1, -1, limit / 2);
            Collect(at, +1, limit - found.Count);
        }
        else
        {
            Collect((before is { } high ? history.IndexAtOrAfter(high) : history.All.Count) - 1, -1, limit);
        }

        found.Sort((left, right) => right.Id.CompareTo(left.Id));
        return RestAnswer.Ok(Json.List(found, message => MessageShape.ForBot(message, world)));

        void Collect(int index, int step, int count)
        {
            for (; index >= 0 && index < history.All.Count && count > 0; index += step)
            {
                if (!history.All[index].IsEphemeral)
                {
                    found.Add(history.All[index]);
                    count--;
                }
            }
        }
    }

    private RestAnswer Get(RestCall call)
    {
        var channel = call.TextChannel();
        call.Need(channel, Permission.ReadMessageHistory);
        return RestAnswer.Ok(MessageShape.ForBot(call.Message(channel), world));
    }

    private RestAnswer Create(RestCall call)
    {
        var channel = call.TextChannel();
        call.Need(channel, Permission.SendMessages);
        var form = call.Form();
        var draft = MessageForm.Read(form);
        form.Errors.ThrowIfAny();
        if (!draft.SaysSomething(call.Files.Count))
        {
            throw ApiError.EmptyMessage;
        }

        if (call.Files.Count > 0)
        {
            call.Need(channel, Permission.AttachFiles);
        }

        if (draft.Embeds is { Count: > 0 })
        {
            call.Need(channel, Permission.EmbedLinks);
        }

        RefuseLocked(call, channel);
        if (channel.Recipient is { ClosedDirectMessages: true })
        {
            throw ApiError.CannotMessageUser;
        }

        CheckReply(call, channel, draft);
        var nonceKey = draft is { EnforceNonce: true, Nonce: { } nonce } ? $"{channel.Id}/{nonce}" : null;
        if (nonceKey is not null && Repeated(nonceKey) is { } first)
        {
            return RestAnswer.Ok(MessageShape.Of(first, world, world.Bot));
        }

        KeepSlowmode(channel);
        var message = writer.Create(channel, world.Bot, draft, call.Files, MessageOrigin.Plain);
        if (nonceKey is not null)
        {
            _byNonce[nonceKey] = message;
            _nonces.Enqueue((nonceKey, world.Now));
        }

        return RestAnswer.Ok(MessageShape.ForBot(message, world));
    }

    private static void CheckReply(RestCall call, Channel channel, MessageForm draft)
    {
        if (draft.ReplyTo is not { } target)
        {
            return;
        }

        if (!call.World.PermissionsOf(call.World.Bot, channel).HasFlag(Permission.ReadMessageHistory))
        {
            throw ApiError.ReplyWithoutHistory;
        }

        if (draft.ReplyChannel is { } named && named != channel.Id)
        {
            throw FormErrors.One("message_reference", "REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL", "Cannot reply to a message in a different channel");
        }

        if (draft.FailIfReplyMissing && channel.History.Find(target) is not { IsEphemeral: false })
        {
            throw FormErrors.One("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
        }
    }

    private void KeepSlowmode(Channel channel)
    {
        const Permission Free = Permission.BypassSlowmode | Permission.ManageMessages | Permission.ManageChannels;
        if (channel.Slowmode > 0 && (world.PermissionsOf(world.Bot, channel) & Free) == Permission.None
            && channel.History.All.LastOrDefault(message => message.Author == world.Bot) is { } last
            && last.SentAt + TimeSpan.FromSeconds(channel.Slowmode) - world.Now is var wait && wait > TimeSpan.Zero)
        {
            throw ApiError.Slowmode(wait);
        }
    }

    private Message? Repeated(string key)
    {
        while (_nonces.TryPeek(out var oldest) && (_nonces.Count > NonceLimit || world.Now - oldest.At > NonceAge))
        {
            _nonces.Dequeue();
            _byNonce.Remove(oldest.Key);
        }

        return _byNonce.GetValueOrDefault(key);
    }

    private RestAnswer Edit(RestCall call)
    {
        var channel = call.TextChannel();
        var message = call.Message(channel);
        var form = call.Form();
        var change = MessageForm.Read(form, alreadyV2: message.Flags.HasFlag(MessageFlags.IsComponentsV2));
        form.Errors.ThrowIfAny();
        if (message.Author != world.Bot)
        {
            var onlyFlags = form.Element.EnumerateObject().All(field => field.Name == "flags");
            if (!onlyFlags)
            {
                throw ApiError.AnothersMessage;
            }

            call.Need(channel, Permission.ManageMessages);
        }
        else if (message.Kind is MessageKind.PinNotice or MessageKind.Join)
        {
            throw ApiError.SystemMessage;
        }
        else
        {
            RefuseEmptied(message, change, call.Files.Count);
        }

        writer.Edit(message, change, call.Files, AllowedMentions.All);
        return RestAnswer.Ok(MessageShape.ForBot(message, world));
    }

    private RestAnswer Delete(RestCall call)
    {
        var channel = call.TextChannel();
        var message = call.Message(channel);
        if (message.Author != world.Bot)
        {
            if (channel.Guild is null)
            {
                throw ApiError.NotInDirectMessages;
            }

            call.Need(channel, Permission.ManageMessages);
        }

        writer.Delete(message);
        if (channel.Guild is { } guild && message.Author != world.Bot)
        {
            call.Record(guild, AuditAction.MessageDelete, message.Author.Id, new Dictionary<string, string> { ["channel_id"] = channel.Id.ToString(), ["count"] = "1" });
        }

        return RestAnswer.Nothing;
    }

    private RestAnswer BulkDelete(RestCall call)
    {
        var channel = call.TextChannel();
        if (channel.Guild is null)
        {
            throw ApiError.NotInDirectMessages;
        }

        call.Need(channel, Permission.ManageMessages);
        var form = call.Form();
        form.Require("messages");
        var ids = form.Ids("messages") ?? [];
        form.Errors.ThrowIfAny();
        if (ids.Count is < 2 or > 100)
        {
            throw ApiError.BulkDeleteCount;
        }

        if (ids.Distinct().Count() != ids.Count)
        {
            throw FormErrors.One("messages", "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value");
        }

        if (ids.Any(id => world.Now - id.CreatedAt > BulkAge))
        {
            throw ApiError.TooOldToBulkDelete;
        }

        var gone = ids.Where(id => channel.History.Find(id) is { IsEphemeral: false } && channel.History.Remove(id)).ToList();
        if (gone.Count > 0)
        {
            world.Emit(new MessagesDeleted(channel, gone));
            call.Record(channel.Guild, AuditAction.MessageBulkDelete, channel.Id, new Dictionary<string, string> { ["count"] = $"{gone.Count}" });
        }

        return RestAnswer.Nothing;
    }

    private RestAnswer Type(RestCall call)
    {
        var channel = call.TextChannel();
        call.Need(channel, Permission.SendMessages);
        world.Emit(new TypingStarted(channel, world.Bot));
        return RestAnswer.Nothing;
    }
}
