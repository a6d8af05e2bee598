using System.Text.Json;
using Bronx.Discord.Json;
using Bronx.Discord.Models;
using Bronx.Discord.RequestQueue;

namespace Bronx.Discord.Rest;

/// <content>Messages of channels.</content>
public sealed partial class DiscordRest
{
    /// <summary>
    /// Sends a message, once: a repeat after a fault carries the same enforced nonce. Refused here when the cache knows that the bot may
    /// not write there.
    /// </summary>
    public async Task<Message> SendAsync(ChannelId channel, MessageDraft draft, RequestOptions options, CancellationToken ct)
    {
        _refusals.Require(channel, Permissions.ViewChannel | Permissions.SendMessages | NeededFor(draft));
        return await SendAsync(Creating(Routes.Send(channel), draft, MessageBody.Creating(draft, options.Nonce ?? _nonces.Next()), options), MessageReader.Message, ct);
    }

    /// <summary>Conflates: an edit that still waits is replaced by a newer one of the same message; both callers get the newer result.</summary>
    public Task<Message> EditAsync(ChannelId channel, MessageId message, MessageDraft draft, RequestOptions options, CancellationToken ct) =>
        SendAsync(Edit(Routes.Edit(channel, message, _clock.GetUtcNow()), new EditKey(message.Value, null), draft, options), MessageReader.Message, ct);

    public Task DeleteAsync(ChannelId channel, MessageId message, RequestOptions options, CancellationToken ct)
    {
        _refusals.Require(channel, Permissions.ViewChannel);
        return _queue.SendAsync(Request(Routes.Delete(channel, message), options), ct);
    }

    /// <summary>Deletes 2–100 different messages at once, none older than two weeks (else Discord deletes none: error 50034).</summary>
    public Task DeleteManyAsync(ChannelId channel, IReadOnlyList<MessageId> messages, RequestOptions options, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(messages.Count, 2, nameof(messages));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(messages.Count, 100, nameof(messages));
        _refusals.Require(channel, Permissions.ViewChannel | Permissions.ManageMessages);
        return _queue.SendAsync(Request(Routes.BulkDelete(channel), options, Json(new BulkDeleteBody(messages), WireJson.Default.BulkDeleteBody)), ct);
    }

    public Task<Message> GetMessageAsync(ChannelId channel, MessageId message, CancellationToken ct) =>
        GetAsync(Routes.Message(channel, message), MessageReader.Message, ct);

    /// <summary>Up to <paramref name="limit"/> (1–100) messages, newest first, older than <paramref name="before"/> if given.</summary>
    public Task<IReadOnlyList<Message>> GetMessagesAsync(ChannelId channel, MessageId? before, int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 100);
        return GetAsync(Routes.Messages(channel, before, limit), Messages, ct);
    }

    public Task ReactAsync(ChannelId channel, MessageId message, Emoji emoji, RequestOptions options, CancellationToken ct)
    {
        _refusals.Require(channel, Permissions.ViewChannel | Permissions.ReadMessageHistory);
        return _queue.SendAsync(Request(Routes.React(channel, message, emoji), options), ct);
    }

    /// <summary>Takes back the bot's own reaction.</summary>
    public Task UnreactAsync(ChannelId channel, MessageId message, Emoji emoji, RequestOptions options, CancellationToken ct) =>
        _queue.SendAsync(Request(Routes.Unreact(channel, message, emoji), options), ct);

    /// <summary>Takes away all reactions of everybody.</summary>
    public Task ClearReactionsAsync(ChannelId channel, MessageId message, RequestOptions options, CancellationToken ct)
    {
        _refusals.Require(channel, Permissions.ViewChannel | Permissions.ManageMessages);
        return _queue.SendAsync(Request(Routes.ClearReactions(channel, message), options), ct);
    }

    /// <summary>Pins a message; 250 per channel at most.</summary>
    public Task PinAsync(ChannelId channel, MessageId message, RequestOptions options, CancellationToken ct)
    {
        _refusals.Require(channel, Permissions.ViewChannel | Permissions.ReadMessageHistory | Permissions.PinMessages);
        return _queue.SendAsync(Request(Routes.Pin(channel, message), options), ct);
    }

    public Task UnpinAsync(ChannelId channel, MessageId message, RequestOptions options, CancellationToken ct)
    {
        _refusals.Require(channel, Permissions.ViewChannel | Permissions.ReadMessageHistory | Permissions.PinMessages);
        return _queue.SendAsync(Request(Routes.Unpin(channel, message), options), ct);
    }

    public Task TypingAsync(ChannelId channel, RequestOptions options, CancellationToken ct)
    {
        _refusals.Require(channel, Permissions.ViewChannel | Permissions.SendMessages);
        return _queue.SendAsync(Request(Routes.StartTyping(channel), options), ct);
    }

    private static IReadOnlyList<Message> Messages(ref Utf8JsonReader reader) => Lenient.List(ref reader, MessageReader.Message);

    private static Permissions NeededFor(MessageDraft draft) =>
        (draft.Files is { Count: > 0 } ? Permissions.AttachFiles : Permissions.None) | (draft.MessageReference is not null ? Permissions.ReadMessageHistory : Permissions.None);

    private static ApiRequest Creating(Route route, MessageDraft draft, MessageBody body, RequestOptions options) =>
        new(route, options.Priority)
        {
            Body = Json(body, WireJson.Default.MessageBody),
            Files = draft.Files,
            AuditLogReason = options.AuditLogReason,
        };
}
