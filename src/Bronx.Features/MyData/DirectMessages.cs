using Bronx.Discord;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Platform.Commands;

namespace Bronx.Features.MyData;

/// <summary>Sends something to one person's direct messages, once per event.</summary>
/// <returns>False: they take none from the bot.</returns>
internal delegate Task<bool> SendPrivately(UserId person, ulong eventId, Reply reply, CancellationToken ct);

/// <summary>The real way to a person's direct messages.</summary>
internal sealed class DirectMessages(DiscordClient client)
{
    private const int CannotSendToThisPerson = 50007;

    public async Task<bool> SendAsync(UserId person, ulong eventId, Reply reply, CancellationToken ct)
    {
        try
        {
            var channel = await client.Rest.OpenDirectMessageAsync(person, ct);
            var draft = new MessageDraft { Embeds = reply.Embeds, Files = reply.Files };
            await client.Rest.SendAsync(channel.Id, draft, new RequestOptions { Nonce = $"{eventId}.dm" }, ct);
            return true;
        }
        catch (DiscordApiException closed) when (closed.Code == CannotSendToThisPerson)
        {
            return false;
        }
    }
}
