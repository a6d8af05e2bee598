using Bronx.Discord.Interactions;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Commands.Replies;

/// <summary>
/// Answers a message by replying to it, without notifying anybody. Nonces follow from the message's id, so that an event that is
/// delivered twice is answered once.
/// </summary>
internal sealed partial class MessageReplyTarget(
    ICommandWire wire, Message message, Permissions? own, ILogger log) : ReplyTarget
{
    private const int UnknownMessage = 10008;
    private const int CannotReplyWithoutHistory = 160002;
    private const int InvalidForm = 50035;

    private int _sent;
    private MessageId? _shown;

    public override ShownReply? Shown => _shown is { } shown ? new(message.ChannelId, shown) { InWords = MustUseWords } : null;

    private bool MustUseWords => message.GuildId is not null && own is { } permissions && !permissions.HasFlag(Permissions.EmbedLinks);

    public override async ValueTask<ShownReply> ShowAsync(Reply reply, CancellationToken ct)
    {
        if (_shown is not { } shown)
        {
            shown = await SendAsync(reply, ct);
        }
        else
        {
            Observe(wire.EditAsync(message.ChannelId, shown, ReplyGuard.ToEdit(Allowed(reply)), RequestPriority.Edit, ct));
        }

        return Shown!;
    }

    public override async ValueTask ReplyAsync(Reply reply, CancellationToken ct)
    {
        if (_shown is not { } shown)
        {
            await SendAsync(reply, ct);
            return;
        }

        try
        {
            await wire.EditAsync(message.ChannelId, shown, ReplyGuard.ToEdit(Allowed(reply)), RequestPriority.Person, ct);
        }
        catch (DiscordApiException gone) when (gone.Code == UnknownMessage)
        {
            // Somebody deleted the running answer; the result is owed all the same.
            await SendAsync(reply, ct);
        }
    }

    public override ValueTask UpdateAsync(Reply reply, CancellationToken ct) => ReplyAsync(reply, ct);

    public override ValueTask OpenAsync(Modal modal, CancellationToken ct) =>
        throw new InvalidOperationException("A form can only be opened from an interaction.");

    public override ValueTask AcknowledgeAsync(CancellationToken ct) => ValueTask.CompletedTask;

    private async Task<MessageId> SendAsync(Reply reply, CancellationToken ct)
    {
        var nonce = $"{message.Id}.{_sent++}";
        var draft = ReplyGuard.ToSend(Allowed(reply));
        var mayQuote = message.GuildId is null || own is null || own.Value.HasFlag(Permissions.ReadMessageHistory);
        if (mayQuote)
        {
            try
            {
                var quoting = draft with { MessageReference = new() { MessageId = message.Id, FailIfNotExists = false } };
                return Sent(await wire.SendAsync(message.ChannelId, quoting, nonce, ct));
            }
            catch (DiscordApiException no) when (no.Code == CannotReplyWithoutHistory || (no.Code == InvalidForm && no.Errors?.Contains("message_reference", StringComparison.Ordinal) == true))
            {
                Log.NotQuoted(log, no.Code);
            }
        }

        return Sent(await wire.SendAsync(message.ChannelId, draft, nonce, ct));
    }

    private MessageId Sent(Message sent)
    {
        _shown = sent.Id;
        return sent.Id;
    }

    private Reply Allowed(Reply reply) => MustUseWords ? ReplyGuard.WithoutEmbeds(reply) : reply;

    /// <summary>Frames are not waited for: under pressure the queue sheds them. Their faults are told in the log alone.</summary>
    private void Observe(Task frame) => _ = frame.ContinueWith(
        static (ended, state) => Log.FrameLost((ILogger)state!, ended.Exception!.InnerException ?? ended.Exception),
        log,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "Discord would not quote the message (code {Code}); answering without")]
        public static partial void NotQuoted(ILogger logger, int code);

        [LoggerMessage(Level = LogLevel.Debug, Message = "A frame of an answer was not shown")]
        public static partial void FrameLost(ILogger logger, Exception fault);
    }
}
