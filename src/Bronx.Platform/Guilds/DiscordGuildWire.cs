using Bronx.Discord;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Platform.Commands;
using Bronx.Platform.People;

namespace Bronx.Platform.Guilds;

/// <summary>The real thing: everything goes through the connection's request queue, behind what people wait for.</summary>
internal sealed class DiscordGuildWire(DiscordClient client, DirectLine direct) : IGuildWire
{
    private const int UnknownMessage = 10008;
    private const int LongestReason = 512;

    public Task<Message> SendAsync(ChannelId channel, MessageDraft draft, string? cause, CancellationToken ct) =>
        client.Rest.SendAsync(channel, draft, new RequestOptions { Priority = RequestPriority.Background, Nonce = cause }, ct);

    public Task<DirectDelivery> SendDirectAsync(UserId person, ulong cause, Reply reply, CancellationToken ct) => direct.SendAsync(person, cause, reply, ct);

    public async Task DeleteAsync(ChannelId channel, MessageId message, string reason, CancellationToken ct)
    {
        try
        {
            await client.Rest.DeleteAsync(channel, message, Because(reason), ct);
        }
        catch (DiscordApiException gone) when (gone.Code == UnknownMessage)
        {
            // Somebody was quicker.
        }
    }

    public async Task DeleteAsync(ChannelId channel, IReadOnlyList<MessageId> messages, string reason, CancellationToken ct)
    {
        foreach (var some in messages.Distinct().Chunk(100))
        {
            if (some.Length == 1)
            {
                await DeleteAsync(channel, some[0], reason, ct);
            }
            else
            {
                await client.Rest.DeleteManyAsync(channel, some, Because(reason), ct);
            }
        }
    }

    public Task AddRoleAsync(GuildId guild, UserId person, RoleId role, string reason, CancellationToken ct) =>
        client.Rest.AddRoleAsync(guild, person, role, Because(reason), ct);

    public Task TimeOutAsync(GuildId guild, UserId person, DateTimeOffset until, string reason, CancellationToken ct) =>
        client.Rest.TimeoutAsync(guild, person, until, Because(reason), ct);

    public Task KickAsync(GuildId guild, UserId person, string reason, CancellationToken ct) =>
        client.Rest.KickAsync(guild, person, Because(reason), ct);

    public Task BanAsync(GuildId guild, UserId person, TimeSpan deleteBack, string reason, CancellationToken ct) =>
        client.Rest.BanAsync(guild, person, deleteBack, Because(reason), ct);

    private static RequestOptions Because(string reason) =>
        new() { Priority = RequestPriority.Background, AuditLogReason = Text.Say.Shorten(reason, LongestReason) };
}
