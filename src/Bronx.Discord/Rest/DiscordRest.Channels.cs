using Bronx.Discord.Json;
using Bronx.Discord.Models;

namespace Bronx.Discord.Rest;

/// <content>Channels, threads and webhooks.</content>
public sealed partial class DiscordRest
{
    /// <summary>Makes a channel; <see cref="ChannelDraft.Name"/> is needed. Never repeated once it may have arrived.</summary>
    public Task<Channel> CreateChannelAsync(GuildId guild, ChannelDraft draft, RequestOptions options, CancellationToken ct)
    {
        _refusals.Require(guild, Permissions.ManageChannels);
        return SendAsync(Request(Routes.CreateChannel(guild), options, Json(draft, WireJson.Default.ChannelDraft)), EntityReader.Channel, ct);
    }

    /// <summary>Changes a channel or thread.</summary>
    public Task<Channel> EditChannelAsync(ChannelId channel, ChannelDraft draft, RequestOptions options, CancellationToken ct)
    {
        _refusals.Require(channel, _cache.IsThread(channel) ? Permissions.ViewChannel : Permissions.ViewChannel | Permissions.ManageChannels);
        return SendAsync(Request(Routes.EditChannel(channel), options, Json(draft, WireJson.Default.ChannelDraft)), EntityReader.Channel, ct);
    }

    /// <summary>Deletes a channel, for good, or closes a direct conversation.</summary>
    public Task DeleteChannelAsync(ChannelId channel, RequestOptions options, CancellationToken ct)
    {
        _refusals.Require(channel, Permissions.ViewChannel | (_cache.IsThread(channel) ? Permissions.ManageThreads : Permissions.ManageChannels));
        return _queue.SendAsync(Request(Routes.DeleteChannel(channel), options), ct);
    }

    /// <summary>Sets what a role or member may do in a channel.</summary>
    public Task SetOverwriteAsync(ChannelId channel, Overwrite overwrite, RequestOptions options, CancellationToken ct)
    {
        _refusals.Require(channel, Permissions.ViewChannel | Permissions.ManageRoles);
        return _queue.SendAsync(Request(Routes.Overwrite(channel, overwrite.Id), options, Json(new OverwriteBody((int)overwrite.Type, overwrite.Allow, overwrite.Deny), WireJson.Default.OverwriteBody)), ct);
    }

    /// <summary>Begins a thread under a message. Error 160004 when it has one.</summary>
    public Task<Channel> StartThreadAsync(ChannelId channel, MessageId message, ChannelDraft draft, RequestOptions options, CancellationToken ct)
    {
        _refusals.Require(channel, Permissions.ViewChannel | Permissions.CreatePublicThreads);
        return SendAsync(Request(Routes.StartThread(channel, message), options, Json(draft with { Type = null }, WireJson.Default.ChannelDraft)), EntityReader.Channel, ct);
    }

    /// <summary>Begins a thread without a message; <see cref="ChannelDraft.Type"/> says whether it is private.</summary>
    public Task<Channel> StartThreadAsync(ChannelId channel, ChannelDraft draft, RequestOptions options, CancellationToken ct)
    {
        _refusals.Require(channel, Permissions.ViewChannel | (draft.Type == ChannelType.PrivateThread ? Permissions.CreatePrivateThreads : Permissions.CreatePublicThreads));
        return SendAsync(Request(Routes.StartThread(channel), options, Json(draft, WireJson.Default.ChannelDraft)), EntityReader.Channel, ct);
    }

    public Task<Channel> OpenDirectMessageAsync(UserId user, CancellationToken ct) => SendAsync(
        Request(Routes.DirectMessage(), RequestOptions.Default, Json(new OpenDmBody(user), WireJson.Default.OpenDmBody)), EntityReader.Channel, ct);

    /// <summary>Speaks through a webhook by its token, which needs no permission. Never repeated once it may have arrived.</summary>
    public Task<Message> ExecuteWebhookAsync(WebhookId webhook, string token, MessageDraft draft, RequestOptions options, CancellationToken ct) =>
        SendAsync(Creating(Routes.ExecuteWebhook(webhook, token), draft, MessageBody.Changing(draft), options), MessageReader.Message, ct);
}
