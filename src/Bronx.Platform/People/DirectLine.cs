using Bronx.Discord;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Platform.Commands;
using Bronx.Platform.Commands.Replies;
using Bronx.Platform.Options;

namespace Bronx.Platform.People;

/// <summary>What became of a direct message.</summary>
public enum DirectDelivery
{
    Sent,

    /// <summary>They asked not to be written to.</summary>
    Unwanted,

    /// <summary>Discord lets the bot not write to them.</summary>
    Closed,
}

/// <summary>Direct messages that nobody asked for at this moment: welcomes and notices. They obey what the person chose.</summary>
public sealed class DirectLine(OptionBook book, DiscordClient client)
{
    private const int CannotSendToThisPerson = 50007;

    /// <param name="cause">The event it follows from: with the person it makes a repeat harmless.</param>
    public async Task<DirectDelivery> SendAsync(UserId person, ulong cause, Reply reply, CancellationToken ct)
    {
        if (!(await book.OfAsync(person, ct)).Get(PersonChoices.DirectMessages))
        {
            return DirectDelivery.Unwanted;
        }

        try
        {
            var channel = await client.Rest.OpenDirectMessageAsync(person, ct);
            await client.Rest.SendAsync(
                channel.Id, ReplyGuard.ToSend(reply), new RequestOptions { Priority = RequestPriority.Background, Nonce = $"{cause}.dl" }, ct);
            return DirectDelivery.Sent;
        }
        catch (DiscordApiException closed) when (closed.Code == CannotSendToThisPerson)
        {
            return DirectDelivery.Closed;
        }
    }
}
