using Bronx.Discord.Models;
using Bronx.Discord.RequestQueue;

namespace Bronx.Discord.Rest;

/// <summary>Every address this library calls. Names of placeholders are those of Discord's OpenAPI description.</summary>
internal static class Routes
{
    private static readonly RouteTemplate Gateway = new(HttpMethod.Get, "/gateway/bot", Repeat.Safe);
    private static readonly RouteTemplate Self = new(HttpMethod.Get, "/users/@me", Repeat.Safe);
    private static readonly RouteTemplate UserById = new(HttpMethod.Get, "/users/{user_id}", Repeat.Safe);
    private static readonly RouteTemplate OwnApplication = new(HttpMethod.Get, "/applications/@me", Repeat.Safe);
    // Opening a conversation that is open already returns it.
    public static readonly RouteTemplate OpenDm = new(HttpMethod.Post, "/users/@me/channels", Repeat.Safe);
    // Safe because every message carries an enforced nonce.
    private static readonly RouteTemplate CreateMessage = new(HttpMethod.Post, "/channels/{channel_id}/messages", Repeat.Safe);
    private static readonly RouteTemplate EditMessage = new(HttpMethod.Patch, "/channels/{channel_id}/messages/{message_id}", Repeat.Safe);
    private static readonly RouteTemplate DeleteMessage = new(HttpMethod.Delete, "/channels/{channel_id}/messages/{message_id}", Repeat.Safe);
    private static readonly RouteTemplate MessageById = new(HttpMethod.Get, "/channels/{channel_id}/messages/{message_id}", Repeat.Safe);
    private static readonly RouteTemplate AddReaction = new(HttpMethod.Put, "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me", Repeat.Safe);
    private static readonly RouteTemplate Typing = new(HttpMethod.Post, "/channels/{channel_id}/typing", Repeat.Safe);
    private static readonly RouteTemplate Callback = new(HttpMethod.Post, "/interactions/{interaction_id}/{interaction_token}/callback", Repeat.Never, exempt: true);
    private static readonly RouteTemplate GetOriginal = new(HttpMethod.Get, "/webhooks/{webhook_id}/{webhook_token}/messages/@original", Repeat.Safe, exempt: true);
    private static readonly RouteTemplate EditOriginal = new(HttpMethod.Patch, "/webhooks/{webhook_id}/{webhook_token}/messages/@original", Repeat.Safe, exempt: true);
    private static readonly RouteTemplate DeleteOriginal = new(HttpMethod.Delete, "/webhooks/{webhook_id}/{webhook_token}/messages/@original", Repeat.Safe, exempt: true);
    private static readonly RouteTemplate FollowUp = new(HttpMethod.Post, "/webhooks/{webhook_id}/{webhook_token}", Repeat.Never, exempt: true);
    /// <summary>Has the address of <see cref="FollowUp"/>, but a webhook of its own, which can be deleted.</summary>
    public static readonly RouteTemplate Execute = new(HttpMethod.Post, "/webhooks/{webhook_id}/{webhook_token}", Repeat.Never, exempt: true);
    private static readonly RouteTemplate ListCommands = new(HttpMethod.Get, "/applications/{application_id}/commands", Repeat.Safe);
    private static readonly RouteTemplate PutCommands = new(HttpMethod.Put, "/applications/{application_id}/commands", Repeat.Safe);
    private static readonly RouteTemplate GuildMember = new(HttpMethod.Get, "/guilds/{guild_id}/members/{user_id}", Repeat.Safe);
    private static readonly RouteTemplate MemberSearch = new(HttpMethod.Get, "/guilds/{guild_id}/members/search", Repeat.Safe);
    private static readonly RouteTemplate PutRole = new(HttpMethod.Put, "/guilds/{guild_id}/members/{user_id}/roles/{role_id}", Repeat.Safe);
    private static readonly RouteTemplate DeleteRole = new(HttpMethod.Delete, "/guilds/{guild_id}/members/{user_id}/roles/{role_id}", Repeat.Safe);

    private static readonly RouteTemplate ListMessages = new(HttpMethod.Get, "/channels/{channel_id}/messages", Repeat.Safe);
    private static readonly RouteTemplate DeleteMany = new(HttpMethod.Post, "/channels/{channel_id}/messages/bulk-delete", Repeat.Safe);
    private static readonly RouteTemplate RemoveReaction = new(HttpMethod.Delete, "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me", Repeat.Safe);
    private static readonly RouteTemplate RemoveReactions = new(HttpMethod.Delete, "/channels/{channel_id}/messages/{message_id}/reactions", Repeat.Safe);
    private static readonly RouteTemplate PutPin = new(HttpMethod.Put, "/channels/{channel_id}/messages/pins/{message_id}", Repeat.Safe);
    private static readonly RouteTemplate DeletePin = new(HttpMethod.Delete, "/channels/{channel_id}/messages/pins/{message_id}", Repeat.Safe);
    private static readonly RouteTemplate PutBan = new(HttpMethod.Put, "/guilds/{guild_id}/bans/{user_id}", Repeat.Safe);
    private static readonly RouteTemplate DeleteBan = new(HttpMethod.Delete, "/guilds/{guild_id}/bans/{user_id}", Repeat.Safe);
    private static readonly RouteTemplate DeleteMember = new(HttpMethod.Delete, "/guilds/{guild_id}/members/{user_id}", Repeat.Safe);
    private static readonly RouteTemplate PatchMember = new(HttpMethod.Patch, "/guilds/{guild_id}/members/{user_id}", Repeat.Safe);
    private static readonly RouteTemplate PostChannel = new(HttpMethod.Post, "/guilds/{guild_id}/channels", Repeat.Never);
    private static readonly RouteTemplate PatchChannel = new(HttpMethod.Patch, "/channels/{channel_id}", Repeat.Safe);
    private static readonly RouteTemplate RemoveChannel = new(HttpMethod.Delete, "/channels/{channel_id}", Repeat.Safe);
    private static readonly RouteTemplate PutOverwrite = new(HttpMethod.Put, "/channels/{channel_id}/permissions/{overwrite_id}", Repeat.Safe);
    private static readonly RouteTemplate PostThread = new(HttpMethod.Post, "/channels/{channel_id}/threads", Repeat.Never);
    private static readonly RouteTemplate PostThreadOfMessage = new(HttpMethod.Post, "/channels/{channel_id}/messages/{message_id}/threads", Repeat.Never);
    private static readonly TimeSpan[] DeletionAges = [TimeSpan.FromSeconds(10), TimeSpan.FromDays(14)];

    public static Route GatewayForBot() => new(Gateway, "gateway/bot", default);

    public static Route CurrentUser() => new(Self, "users/@me", default);

    public static Route User(UserId user) => new(UserById, $"users/{user}", default);

    public static Route CurrentApplication() => new(OwnApplication, "applications/@me", default);

    public static Route DirectMessage() => new(OpenDm, "users/@me/channels", default);

    public static Route Send(ChannelId channel) => new(CreateMessage, $"channels/{channel}/messages", Of(channel));

    /// <summary>Edits of messages older than an hour meet a limit of their own (error 30046).</summary>
    public static Route Edit(ChannelId channel, MessageId message, DateTimeOffset now) =>
        new(EditMessage, $"channels/{channel}/messages/{message}", Of(channel), now - message.CreatedAt() < TimeSpan.FromHours(1) ? 0 : 1);

    /// <summary>Discord counts deletions apart by age: under ten seconds, up to two weeks, older.</summary>
    public static Ageing Delete(ChannelId channel, MessageId message)
    {
        var born = message.CreatedAt();
        var path = $"channels/{channel}/messages/{message}";
        return new Ageing(born, DeletionAges, instant => new(DeleteMessage, path, Of(channel), DeletionAges.Count(age => instant - born >= age)));
    }

    public static Route Message(ChannelId channel, MessageId message) => new(MessageById, $"channels/{channel}/messages/{message}", Of(channel));

    public static Route React(ChannelId channel, MessageId message, Emoji emoji) =>
        new(AddReaction, $"channels/{channel}/messages/{message}/reactions/{Encode(emoji)}/@me", Of(channel));

    public static Route Messages(ChannelId channel, MessageId? before, int limit) =>
        new(ListMessages, $"channels/{channel}/messages?limit={limit}{(before is { } id ? $"&before={id}" : "")}", Of(channel));

    public static Route BulkDelete(ChannelId channel) => new(DeleteMany, $"channels/{channel}/messages/bulk-delete", Of(channel));

    public static Route Unreact(ChannelId channel, MessageId message, Emoji emoji) =>
        new(RemoveReaction, $"channels/{channel}/messages/{message}/reactions/{Encode(emoji)}/@me", Of(channel));

    public static Route ClearReactions(ChannelId channel, MessageId message) => new(RemoveReactions, $"channels/{channel}/messages/{message}/reactions", Of(channel));

    public static Route Pin(ChannelId channel, MessageId message) => new(PutPin, $"channels/{channel}/messages/pins/{message}", Of(channel));

    public static Route Unpin(ChannelId channel, MessageId message) => new(DeletePin, $"channels/{channel}/messages/pins/{message}", Of(channel));

    public static Route Ban(GuildId guild, UserId user) => new(PutBan, $"guilds/{guild}/bans/{user}", Of(guild));

    public static Route Unban(GuildId guild, UserId user) => new(DeleteBan, $"guilds/{guild}/bans/{user}", Of(guild));

    public static Route Kick(GuildId guild, UserId user) => new(DeleteMember, $"guilds/{guild}/members/{user}", Of(guild));

    public static Route EditMember(GuildId guild, UserId user) => new(PatchMember, $"guilds/{guild}/members/{user}", Of(guild));

    public static Route CreateChannel(GuildId guild) => new(PostChannel, $"guilds/{guild}/channels", Of(guild));

    public static Route EditChannel(ChannelId channel) => new(PatchChannel, $"channels/{channel}", Of(channel));

    public static Route DeleteChannel(ChannelId channel) => new(RemoveChannel, $"channels/{channel}", Of(channel));

    public static Route Overwrite(ChannelId channel, ulong of) => new(PutOverwrite, $"channels/{channel}/permissions/{of}", Of(channel));

    public static Route StartThread(ChannelId channel) => new(PostThread, $"channels/{channel}/threads", Of(channel));

    public static Route StartThread(ChannelId channel, MessageId message) => new(PostThreadOfMessage, $"channels/{channel}/messages/{message}/threads", Of(channel));

    public static Route ExecuteWebhook(WebhookId webhook, string token) =>
        new(Execute, $"webhooks/{webhook}/{Uri.EscapeDataString(token)}?wait=true", new(webhook.Value, token));

    public static Route StartTyping(ChannelId channel) => new(Typing, $"channels/{channel}/typing", Of(channel));

    public static Route Respond(InteractionId interaction, string token) =>
        new(Callback, $"interactions/{interaction}/{Uri.EscapeDataString(token)}/callback", new(interaction.Value, token));

    public static Route OriginalOf(AppId application, string token) => new(GetOriginal, Original(application, token), new(application.Value, token));

    public static Route EditOriginalOf(AppId application, string token) => new(EditOriginal, Original(application, token), new(application.Value, token));

    public static Route DeleteOriginalOf(AppId application, string token) => new(DeleteOriginal, Original(application, token), new(application.Value, token));

    public static Route FollowUpTo(AppId application, string token) =>
        new(FollowUp, $"webhooks/{application}/{Uri.EscapeDataString(token)}", new(application.Value, token));

    public static Route Commands(AppId application) => new(ListCommands, $"applications/{application}/commands", default);

    public static Route ReplaceCommands(AppId application) => new(PutCommands, $"applications/{application}/commands", default);

    public static Route Member(GuildId guild, UserId user) => new(GuildMember, $"guilds/{guild}/members/{user}", Of(guild));

    public static Route SearchMembers(GuildId guild, string query, int limit) =>
        new(MemberSearch, $"guilds/{guild}/members/search?query={Uri.EscapeDataString(query)}&limit={limit}", Of(guild));

    public static Route AddRole(GuildId guild, UserId user, RoleId role) => new(PutRole, $"guilds/{guild}/members/{user}/roles/{role}", Of(guild));

    public static Route RemoveRole(GuildId guild, UserId user, RoleId role) => new(DeleteRole, $"guilds/{guild}/members/{user}/roles/{role}", Of(guild));

    private static MajorParameter Of(ChannelId channel) => new(channel.Value);

    private static MajorParameter Of(GuildId guild) => new(guild.Value);

    private static string Original(AppId application, string token) => $"webhooks/{application}/{Uri.EscapeDataString(token)}/messages/@original";

    private static string Encode(Emoji emoji) => Uri.EscapeDataString(emoji.Id is { } id ? $"{emoji.Name ?? "_"}:{id}" : emoji.Name ?? "");
}
