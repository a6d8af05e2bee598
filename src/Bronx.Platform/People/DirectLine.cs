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
public sealed class DirectLine
{
    private const int CannotSendToThisPerson = 50007;

    private readonly OptionBook _book;
    private readonly SendDirectly _send;

    /// <param name="send">Hands a message to Discord; throws where the person cannot be written to.</param>
    internal DirectLine(OptionBook book, SendDirectly send) => (_book, _send) = (book, send);

    internal delegate Task SendDirectly(UserId person, MessageDraft draft, string nonce, CancellationToken ct);

    /// <param name="cause">The event it follows from: with the person it makes a repeat harmless.</param>
    public async Task<DirectDelivery> SendAsync(UserId person, ulong cause, Reply reply, CancellationToken ct)
    {
        if (!(await _book.OfAsync(person, ct)).Get(PersonChoices.DirectMessages))
        {
            return DirectDelivery.Unwanted;
        }

        try
        {
            await _send(person, ReplyGuard.ToSend(reply), $"{cause}.dl", ct);
            return DirectDelivery.Sent;
        }
        catch (DiscordApiException closed) when (closed.Code == CannotSendToThisPerson)
        {
            return DirectDelivery.Closed;
        }
    }

    internal static DirectLine Over(DiscordClient client, OptionBook book) => new(book, async (person, draft, nonce, ct) =>
    {
        var channel = await client.Rest.OpenDirectMessageAsync(person, ct);
        await client.Rest.SendAsync(channel.Id, draft, new RequestOptions { Priority = RequestPriority.Background, Nonce = nonce }, ct);
    });
}
