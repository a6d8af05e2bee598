using System.Net;
using Bronx.Discord.RequestQueue;
using Bronx.Discord.Rest;
using Bronx.Platform.Commands.Replies;

namespace Bronx.Platform.Commands;

/// <summary>
/// Changes answers after their call has ended, also after a restart: for what animates, and for what ends without its person. Every
/// change goes through the request queue, where a newer one takes the place of one that still waits.
/// </summary>
public sealed class ReplyEditor
{
    private readonly ICommandWire _wire;

    internal ReplyEditor(ICommandWire wire) => _wire = wire;

    /// <summary>A frame on the way to the end: leaves after everything that a person waits for.</summary>
    /// <returns>False: the message is gone, or cannot be reached any more.</returns>
    /// <exception cref="HttpRequestException">The network failed past all retries.</exception>
    /// <exception cref="RequestRefusedException">The queue would not take it.</exception>
    public Task<bool> ShowAsync(ShownReply shown, Reply reply, CancellationToken ct) => EditAsync(shown, reply, RequestPriority.Edit, ct);

    /// <summary>The last change; a person waits for it.</summary>
    /// <inheritdoc cref="ShowAsync"/>
    public Task<bool> FinishAsync(ShownReply shown, Reply reply, CancellationToken ct) => EditAsync(shown, reply, RequestPriority.Person, ct);

    /// <summary>A new message in the same place, when the old one cannot be changed; once per nonce.</summary>
    /// <param name="nonce">1–25 characters that name the cause.</param>
    /// <returns>False: the bot may not write there, or the place is gone.</returns>
    public async Task<bool> SendAsync(ShownReply shown, Reply reply, string nonce, CancellationToken ct)
    {
        try
        {
            await _wire.SendAsync(shown.Channel, ReplyGuard.ToSend(shown.InWords ? ReplyGuard.WithoutEmbeds(reply) : reply), nonce, ct);
            return true;
        }
        catch (Exception no) when (IsOutOfReach(no))
        {
            return false;
        }
    }

    private async Task<bool> EditAsync(ShownReply shown, Reply reply, RequestPriority priority, CancellationToken ct)
    {
        var draft = ReplyGuard.ToEdit(shown.InWords ? ReplyGuard.WithoutEmbeds(reply) : reply);
        if (shown is { Token: { } token, Application: { } application })
        {
            try
            {
                await _wire.EditOriginalAsync(application, token, draft, priority, ct);
                return true;
            }
            catch (DiscordApiException no) when (IsOutOfReach(no))
            {
                // The token has had its 15 minutes: the channel's door is left, if the message is known.
            }
        }

        if (shown.Message is not { } message)
        {
            return false;
        }

        try
        {
            await _wire.EditAsync(shown.Channel, message, draft, priority, ct);
            return true;
        }
        catch (Exception no) when (IsOutOfReach(no))
        {
            return false;
        }
    }

    private static bool IsOutOfReach(Exception no) =>
        no is DiscordApiException { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound }
            or RequestRefusedException { Reason: RefusalReason.MissingPermission };
}
