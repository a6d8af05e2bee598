using System.Globalization;
using System.Text;
using Bronx.Discord.Models;

namespace Bronx.Discord.Rest;

/// <content>What moderators do: to members, and to many messages at once.</content>
public sealed partial class DiscordRest
{
    private static readonly RouteTemplate PutBan = new(HttpMethod.Put, "/guilds/{guild_id}/bans/{user_id}", Repeat.Safe);
    private static readonly RouteTemplate DeleteMember = new(HttpMethod.Delete, "/guilds/{guild_id}/members/{user_id}", Repeat.Safe);
    private static readonly RouteTemplate PatchMember = new(HttpMethod.Patch, "/guilds/{guild_id}/members/{user_id}", Repeat.Safe);
    private static readonly RouteTemplate BulkDelete = new(HttpMethod.Post, "/channels/{channel_id}/messages/bulk-delete", Repeat.Safe);

    /// <summary>Bans somebody, a member or not, and deletes what they wrote in the last <paramref name="deleteMessages"/> (up to 7 days).</summary>
    public Task BanAsync(GuildId guild, UserId user, TimeSpan deleteMessages, RequestOptions options, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(deleteMessages, TimeSpan.FromDays(7));
        ArgumentOutOfRangeException.ThrowIfLessThan(deleteMessages, TimeSpan.Zero);
        var body = string.Create(CultureInfo.InvariantCulture, $$"""{"delete_message_seconds":{{(int)deleteMessages.TotalSeconds}}}""");
        return _queue.SendAsync(Request(new Route(PutBan, $"guilds/{guild}/bans/{user}", new(guild.Value)), options, Bytes(body)), ct);
    }

    /// <summary>Removes a member, who may come back with an invitation.</summary>
    public Task KickAsync(GuildId guild, UserId user, RequestOptions options, CancellationToken ct) =>
        _queue.SendAsync(Request(new Route(DeleteMember, $"guilds/{guild}/members/{user}", new(guild.Value)), options), ct);

    /// <summary>Silences a member until an instant up to 28 days ahead; null ends it.</summary>
    public Task TimeoutAsync(GuildId guild, UserId user, DateTimeOffset? until, RequestOptions options, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(until ?? default, _clock.GetUtcNow() + TimeSpan.FromDays(28));
        var body = until is { } instant
            ? string.Create(CultureInfo.InvariantCulture, $$"""{"communication_disabled_until":"{{instant:O}}"}""")
            : """{"communication_disabled_until":null}""";
        return _queue.SendAsync(Request(new Route(PatchMember, $"guilds/{guild}/members/{user}", new(guild.Value)), options, Bytes(body)), ct);
    }

    /// <summary>Deletes 2–100 different messages at once, none older than two weeks (else Discord deletes none: error 50034).</summary>
    public Task DeleteManyAsync(ChannelId channel, IReadOnlyList<MessageId> messages, RequestOptions options, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(messages.Count, 2, nameof(messages));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(messages.Count, 100, nameof(messages));
        var body = $$"""{"messages":[{{string.Join(',', messages.Select(message => $"\"{message}\""))}}]}""";
        return _queue.SendAsync(Request(new Route(BulkDelete, $"channels/{channel}/messages/bulk-delete", new(channel.Value)), options, Bytes(body)), ct);
    }

    private static Func<RequestQueue.ApiRequest, byte[]> Bytes(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        return _ => bytes;
    }
}
