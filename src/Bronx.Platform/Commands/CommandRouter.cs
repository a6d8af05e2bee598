using Bronx.Discord;
using Bronx.Discord.Gateway;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Platform.Commands.Intake;
using Bronx.Platform.Commands.Pipeline;
using Bronx.Platform.Commands.Replies;
using Bronx.Platform.Telemetry;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Commands;

/// <summary>
/// Where events become calls. Handlers return at once; the calls run on lanes of their own, one per person, so that a slow command
/// delays nobody else. Attach before the connection starts, stop before it closes.
/// </summary>
public sealed partial class CommandRouter : IAsyncDisposable
{
    private readonly MessageIntake _messages;
    private readonly InteractionIntake _interactions;
    private readonly CommandPipeline _pipeline;
    private readonly CommandLanes _lanes;
    private readonly SlashRegistration _slash;
    private readonly BotIdentity _identity;
    private readonly ICommandWire _wire;
    private readonly CallMetrics _metrics;
    private readonly ILogger<CommandRouter> _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private Task? _registration;

    internal CommandRouter(
        MessageIntake messages,
        InteractionIntake interactions,
        CommandPipeline pipeline,
        CommandOptions options,
        SlashRegistration slash,
        BotIdentity identity,
        ICommandWire wire,
        CallMetrics metrics,
        ILogger<CommandRouter> log)
    {
        _messages = messages;
        _interactions = interactions;
        _pipeline = pipeline;
        _lanes = new(options.MostAtOnce, options.MostWaitingPerPerson, fault => Log.Unhandled(log, fault));
        _slash = slash;
        _identity = identity;
        _wire = wire;
        _metrics = metrics;
        _log = log;
        metrics.Watch(() => (_lanes.Running, Math.Max(0, _lanes.Admitted - _lanes.Running)));
    }

    /// <summary>Calls that run or wait now.</summary>
    public int InFlight => _lanes.Admitted;

    /// <summary>Listens to messages, interactions and session starts.</summary>
    public void Attach(DiscordClient client)
    {
        client.On<SessionStarted>((started, _) =>
        {
            Begin(started.Self, started.ApplicationId);
            return ValueTask.CompletedTask;
        });
        client.On<MessageCreated>((created, _) =>
        {
            Accept(created.Message);
            return ValueTask.CompletedTask;
        });
        client.On<InteractionCreated>((created, _) =>
        {
            Accept(created.Interaction);
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>Takes in nothing more and lets running calls end until <paramref name="deadline"/> is cancelled; then cancels them.</summary>
    public async Task StopAsync(CancellationToken deadline)
    {
        var idle = _lanes.CloseAsync();
        try
        {
            await idle.WaitAsync(deadline);
        }
        catch (OperationCanceledException)
        {
            Log.CutShort(_log, _lanes.Admitted);
        }

        await _stopping.CancelAsync();
        Task? registration;
        lock (_gate)
        {
            registration = _registration;
        }

        if (registration is not null)
        {
            await registration;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _stopping.Dispose();
    }

    /// <summary>A session began: who the bot is, and once per process the slash commands.</summary>
    internal void Begin(User self, AppId application)
    {
        _identity.Learn(self, application);
        lock (_gate)
        {
            _registration ??= Task.Run(() => _slash.RunAsync(application, _stopping.Token), CancellationToken.None);
        }
    }

    /// <summary>Completes when no call runs or waits.</summary>
    internal Task WhenIdleAsync() => _lanes.WhenIdleAsync();

    internal void Accept(Message message) => Handle(_messages.Take(message));

    internal void Accept(Interaction interaction) => Handle(_interactions.Take(interaction, _stopping.Token));

    private void Handle(IntakeResult? result)
    {
        switch (result)
        {
            case IntakeResult.Run run:
                Enter(run.Job);
                break;
            case IntakeResult.Hint hint:
                Tell(hint.Person, hint.Target, hint.Reply);
                break;
            case IntakeResult.Suggest suggest:
                // Wanted within 3 s or not at all, and nobody's turn depends on it.
                _ = SuggestAsync(suggest);
                break;
        }
    }

    private void Enter(PipelineJob job)
    {
        var scene = job.Scene;
        var admission = _lanes.Enter(scene.Caller.Id, scene.Form == CommandForm.Component, () => _pipeline.RunAsync(job, _stopping.Token));
        switch (admission)
        {
            case Admission.PersonFull:
                _ = TurnDownAsync(job, PipelineTexts.Busy);
                break;
            case Admission.ProcessFull:
                _ = TurnDownAsync(job, PipelineTexts.Overloaded);
                break;
            case Admission.Closed:
                _metrics.Ignored("stopping");
                _ = scene.Target.DisposeAsync().AsTask();
                break;
        }
    }

    private async Task TurnDownAsync(PipelineJob job, Reply reply)
    {
        _metrics.Ignored("busy");

        // By message the refusal itself would be a flood; whoever used an interaction is owed an answer.
        if (job.Scene.Form != CommandForm.Prefix)
        {
            await DeliverAsync(job.Scene.Target, reply);
        }

        _pipeline.Measure(job, new CommandOutcome.Refused(Refusal.Busy, reply));
    }

    private void Tell(UserId person, ReplyTarget target, Reply reply)
    {
        if (_lanes.Enter(person, component: false, () => DeliverAsync(target, reply)) is not (Admission.Started or Admission.Waiting))
        {
            _metrics.Ignored("busy");
        }
    }

    private async Task DeliverAsync(ReplyTarget target, Reply reply)
    {
        try
        {
            await using var until = target;
            await target.ReplyAsync(reply, _stopping.Token);
        }
        catch (Exception fault) when (fault is DiscordApiException or RequestRefusedException or HttpRequestException or OperationCanceledException)
        {
            _metrics.ReplyLost();
            Log.HintLost(_log, fault);
        }
    }

    private async Task SuggestAsync(IntakeResult.Suggest suggest)
    {
        try
        {
            await _wire.RespondAsync(suggest.Interaction.Id, suggest.Interaction.Token, suggest.Answer, _stopping.Token);
        }
        catch (Exception fault) when (fault is DiscordApiException or RequestRefusedException or HttpRequestException or OperationCanceledException)
        {
            Log.SuggestionsLost(_log, fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A call ended in a fault that nothing answered for")]
        public static partial void Unhandled(ILogger logger, Exception fault);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} commands were still running at the deadline and are cancelled")]
        public static partial void CutShort(ILogger logger, int count);

        [LoggerMessage(Level = LogLevel.Debug, Message = "A hint was not delivered")]
        public static partial void HintLost(ILogger logger, Exception fault);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Suggestions came too late")]
        public static partial void SuggestionsLost(ILogger logger, Exception fault);
    }
}
