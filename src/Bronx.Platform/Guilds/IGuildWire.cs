using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Platform.Commands;
using Bronx.Platform.People;

namespace Bronx.Platform.Guilds;

/// <summary>
/// What the bot does in servers by itself, beside answering commands. The edge of the process: tests listen here. Errors are those of
/// <see cref="DiscordRest"/>.
/// </summary>
public interface IGuildWire
{
    /// <param name="cause">The event it follows from, and what for: a repeat is sent once. Up to 25 characters; null when it cannot repeat.</param>
    Task<Message> SendAsync(ChannelId channel, MessageDraft draft, string? cause, CancellationToken ct);

    /// <summary>A direct message nobody asked for; obeys what the person chose.</summary>
    Task<DirectDelivery> SendDirectAsync(UserId person, ulong cause, Reply reply, CancellationToken ct);

    /// <summary>A message that is gone already is no error.</summary>
    Task DeleteAsync(ChannelId channel, MessageId message, string reason, CancellationToken ct);

    /// <summary>Deletes up to 100 messages of the last two weeks; those that are gone already are no error.</summary>
    Task DeleteAsync(ChannelId channel, IReadOnlyList<MessageId> messages, string reason, CancellationToken ct);

    Task AddRoleAsync(GuildId guild, UserId person, RoleId role, string reason, CancellationToken ct);

    /// <summary>Nobody in timeout can write. At most 28 days from now.</summary>
    Task TimeOutAsync(GuildId guild, UserId person, DateTimeOffset until, string reason, CancellationToken ct);

    Task KickAsync(GuildId guild, UserId person, string reason, CancellationToken ct);

    /// <param name="deleteBack">How far back their messages go too; up to 7 days.</param>
    Task BanAsync(GuildId guild, UserId person, TimeSpan deleteBack, string reason, CancellationToken ct);
}
