using Bronx.Discord.Interactions;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Platform.Text;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Commands.Replies;

/// <summary>
/// Answers an interaction. The first answer is due within 3 s of the press; when none came after 2 s it is put off ("thinking"), and the
/// answer follows as an edit. One gate keeps the deferral and the answer apart.
/// </summary>
internal sealed partial class InteractionReplyTarget : ReplyTarget
{
    /// <summary>Discord waits 3 s; what is left is for the way there.</summary>
    public static readonly TimeSpan DeferAfter = TimeSpan.FromSeconds(2);

    private const int UnknownMessage = 10008;
    private const int UnknownInteraction = 10062;
    private const int UnknownWebhook = 10015;
    private const int AlreadyAcknowledged = 40060;
    private const int InvalidToken = 50027;

    private readonly ICommandWire _wire;
    private readonly Interaction _interaction;
    private readonly bool _ephemeral;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ITimer _deferral;
    private readonly CancellationToken _stopping;
    private State _state;

    /// <param name="ephemeral">What a deferral fixes: whether the answer is seen by the caller alone.</param>
    public InteractionReplyTarget(ICommandWire wire, Interaction interaction, bool ephemeral, TimeProvider clock, ILogger log, CancellationToken stopping)
    {
        _wire = wire;
        _interaction = interaction;
        _ephemeral = ephemeral;
        _log = log;
        _stopping = stopping;
        _deferral = clock.CreateTimer(static self => ((InteractionReplyTarget)self!).Defer(), this, DeferAfter, Timeout.InfiniteTimeSpan);
    }

    private enum State
    {
        /// <summary>Nothing was answered yet.</summary>
        Open,

        /// <summary>"Thinking": the original answer waits for its text.</summary>
        Thinking,

        /// <summary>A message of ours is the original answer.</summary>
        Answered,

        /// <summary>The component's own message is the original answer.</summary>
        OnComponent,

        /// <summary>Discord knows the interaction no more.</summary>
        Dead,
    }

    /// <summary>Whether there is a message to change: a component's, or the one from which a modal was opened.</summary>
    private bool HasMessage => _interaction.Message is not null && _interaction.Type is InteractionType.Component or InteractionType.ModalSubmit;

    public override ShownReply Shown => new(_interaction.ChannelId ?? default, HasMessage ? _interaction.Message?.Id : null)
    {
        Application = _interaction.ApplicationId,
        Token = _interaction.Token,
    };

    public override async ValueTask<ShownReply> ShowAsync(Reply reply, CancellationToken ct)
    {
        await WithinAsync(
            async () =>
            {
                if (_state == State.Open)
                {
                    await (HasMessage ? AnswerAsync(new InteractionReply.Update(ReplyGuard.ToEdit(reply)), State.OnComponent, ct) : SendFirstAsync(_interaction.Type == InteractionType.Command && _ephemeral ? reply.ForCallerOnly() : reply, ct));
                }
                else
                {
                    Observe(_wire.EditOriginalAsync(_interaction.ApplicationId, _interaction.Token, ReplyGuard.ToEdit(reply), RequestPriority.Edit, ct));
                    _state = _state == State.Thinking ? State.Answered : _state;
                }
            },
            ct);
        return Shown;
    }

    public override ValueTask ReplyAsync(Reply reply, CancellationToken ct) => WithinAsync(
        () => _state switch
        {
            State.Open => SendFirstAsync(reply, ct),
            State.OnComponent => FollowUpAsync(reply, ct),
            _ => EditAsync(reply, ct),
        },
        ct);

    public override ValueTask UpdateAsync(Reply reply, CancellationToken ct) => WithinAsync(
        () => _state switch
        {
            State.Open when HasMessage => AnswerAsync(new InteractionReply.Update(ReplyGuard.ToEdit(reply)), State.OnComponent, ct),
            State.Open => SendFirstAsync(reply, ct),
            _ => EditAsync(reply, ct),
        },
        ct);

    public override ValueTask OpenAsync(Modal modal, CancellationToken ct) => WithinAsync(
        () => _state == State.Open
            ? AnswerAsync(new InteractionReply.OpenModal(modal), State.Answered, ct)
            : TooLateForAFormAsync(ct),
        ct);

    public override ValueTask AcknowledgeAsync(CancellationToken ct) => WithinAsync(
        () => _state switch
        {
            State.Open when HasMessage => AnswerAsync(new InteractionReply.DeferUpdate(), State.OnComponent, ct),
            State.Open => SendFirstAsync(Reply.Of(Look.Note("Done.")).ForCallerOnly(), ct),
            State.Thinking => EditAsync(Reply.Of(Look.Note("Done.")), ct),
            _ => Task.CompletedTask,
        },
        ct);

    public override async ValueTask DisposeAsync()
    {
        await _deferral.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>The timer's turn; nobody waits for it, so it answers for its own faults.</summary>
    private void Defer() => _ = Task.Run(
        async () =>
        {
            try
            {
                await WithinAsync(
                    () => _state != State.Open
                        ? Task.CompletedTask
                        : HasMessage
                            ? AnswerAsync(new InteractionReply.DeferUpdate(), State.OnComponent, _stopping)
                            : AnswerAsync(new InteractionReply.DeferSend(_ephemeral), State.Thinking, _stopping),
                    _stopping);
            }
            catch (Exception fault) when (fault is DiscordApiException or RequestRefusedException or HttpRequestException or OperationCanceledException)
            {
                // The answer itself will meet the same trouble and report it to the pipeline.
                Log.NotDeferred(_log, fault);
            }
        },
        CancellationToken.None);

    private async ValueTask WithinAsync(Func<Task> step, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (_state == State.Dead)
            {
                return;
            }

            await step();
        }
        catch (DiscordApiException gone) when (gone.Code is UnknownInteraction or InvalidToken or UnknownWebhook or AlreadyAcknowledged)
        {
            _state = State.Dead;
            Log.Expired(_log, gone.Code);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task AnswerAsync(InteractionReply answer, State next, CancellationToken ct)
    {
        await _wire.RespondAsync(_interaction.Id, _interaction.Token, answer, ct);
        _state = next;
    }

    private Task SendFirstAsync(Reply reply, CancellationToken ct) =>
        AnswerAsync(new InteractionReply.Send(Flagged(reply)), State.Answered, ct);

    private async Task EditAsync(Reply reply, CancellationToken ct)
    {
        try
        {
            await _wire.EditOriginalAsync(_interaction.ApplicationId, _interaction.Token, ReplyGuard.ToEdit(reply), RequestPriority.Person, ct);
            _state = _state == State.Thinking ? State.Answered : _state;
        }
        catch (DiscordApiException gone) when (gone.Code == UnknownMessage)
        {
            await FollowUpAsync(reply, ct);
        }
    }

    private Task<Message> FollowUpAsync(Reply reply, CancellationToken ct) =>
        _wire.FollowUpAsync(_interaction.ApplicationId, _interaction.Token, Flagged(reply), ct);

    private Task<Message> TooLateForAFormAsync(CancellationToken ct) =>
        FollowUpAsync(Reply.Of(Look.Refusal("That took me too long to open a form. Please press the button once more.")).ForCallerOnly(), ct);

    private static MessageDraft Flagged(Reply reply)
    {
        var draft = ReplyGuard.ToSend(reply);
        return reply.Ephemeral ? draft with { Flags = MessageFlags.Ephemeral } : draft;
    }

    private void Observe(Task frame) => _ = frame.ContinueWith(
        static (ended, state) => Log.FrameLost((ILogger)state!, ended.Exception!.InnerException ?? ended.Exception),
        _log,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "An interaction was answered too late or twice (code {Code}); the person saw no answer from here")]
        public static partial void Expired(ILogger logger, int code);

        [LoggerMessage(Level = LogLevel.Debug, Message = "An interaction could not be put off")]
        public static partial void NotDeferred(ILogger logger, Exception fault);

        [LoggerMessage(Level = LogLevel.Debug, Message = "A frame of an answer was not shown")]
        public static partial void FrameLost(ILogger logger, Exception fault);
    }
}
