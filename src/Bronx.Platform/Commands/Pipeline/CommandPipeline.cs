using System.Data.Common;
using Bronx.Discord.Rest;
using Bronx.Platform.Commands.Gates;
using Bronx.Platform.Options;
using Bronx.Platform.People;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Microsoft.Extensions.Logging;

namespace Bronx.Platform.Commands.Pipeline;

/// <summary>
/// The stages every call passes, in this order and no other: whose → gates (blacklist, server, terms, permissions, cooldown) → run → pause →
/// reply → measure. Every end is one case of <see cref="CommandOutcome"/>; faults of ours are caught here and nowhere else.
/// </summary>
internal sealed partial class CommandPipeline(
    IEnumerable<Gate> gates,
    CooldownGate cooldowns,
    OptionBook book,
    RecordUse record,
    CallMetrics metrics,
    ErrorIds errors,
    TimeProvider clock,
    ILogger<CommandPipeline> log)
{
    /// <summary>Under which name calls of commands that do not exist are counted: never the typed text.</summary>
    public const string UnknownCommand = "unknown";

    private readonly Gate[] _gates = [.. gates.OrderBy(gate => gate.Slot)];

    /// <summary>Never throws.</summary>
    public async Task RunAsync(PipelineJob job, CancellationToken stopping)
    {
        await using var target = job.Scene.Target;
        using var ceiling = new CancellationTokenSource(job.Ceiling, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ceiling.Token, stopping);
        CommandOutcome outcome;
        try
        {
            outcome = CheckOwner(job)
                ?? await PassGatesAsync(job, limit.Token)
                ?? await job.RunAsync(limit.Token);
        }
        catch (Exception fault)
        {
            // The one place where the world's and our own faults end: told kindly, logged with the call.
            outcome = Fail(job, ceiling.IsCancellationRequested ? new TimeoutException($"cancelled after {job.Ceiling}", fault) : fault);
        }

        await BeginPauseAsync(job, outcome, stopping);
        await ReplyAsync(job, outcome, stopping);
        await MindPrivacyAsync(job.Scene, stopping);
        Measure(job, outcome);
    }

    private static CommandOutcome.Refused? CheckOwner(PipelineJob job) =>
        job.Owner is { } owner && owner != job.Scene.Caller.Id
            ? new(Refusal.NotYours, PipelineTexts.NotYours(owner, job.Scene))
            : null;

    private async ValueTask<CommandOutcome?> PassGatesAsync(PipelineJob job, CancellationToken ct)
    {
        var scene = job.Scene;
        var request = new GateRequest
        {
            Command = scene.Command,
            Form = scene.Form,
            Route = job.Component?.Route,
            IsUse = job.IsUse,
            Caller = scene.Caller,
            Member = scene.Member,
            Guild = scene.Guild,
            Channel = scene.Channel,
            EventId = scene.EventId,
            IsOwner = scene.IsOwner,
            Prefix = scene.Prefix,
            AppPermissions = scene.AppPermissions,
        };
        foreach (var gate in _gates)
        {
            var refused = await gate.CheckAsync(request, ct);
            scene.MayRecord = request.MayRecord;
            if (refused is not null)
            {
                return refused;
            }
        }

        return null;
    }

    private async ValueTask BeginPauseAsync(PipelineJob job, CommandOutcome outcome, CancellationToken ct)
    {
        if (!job.IsUse || outcome is CommandOutcome.Refused or CommandOutcome.Failed or CommandOutcome.Unknown)
        {
            return;
        }

        try
        {
            await cooldowns.BeginAsync(job.Scene.Command, job.Scene.Caller.Id, ct);
        }
        catch (Exception fault)
        {
            // The command did run: its answer stands, even if its pause will not outlive a restart.
            Log.PauseNotKept(log, fault, job.Scene.Command.Name, job.Scene.EventId);
        }
    }

    /// <summary>Who does not want to be counted by name is counted without; and so is everybody while nobody can be asked.</summary>
    private async ValueTask MindPrivacyAsync(CallScene scene, CancellationToken ct)
    {
        try
        {
            scene.MayRecord = scene.MayRecord && (await book.OfAsync(scene.Caller.Id, ct)).Get(PersonChoices.Tracking);
        }
        catch (Exception fault) when (fault is StorageException or DbException or OperationCanceledException)
        {
            scene.MayRecord = false;
        }
    }

    private CommandOutcome.Failed Fail(PipelineJob job, Exception fault)
    {
        var id = errors.Next();
        Log.Failed(log, fault, id, job.Scene.Command.Name, job.Component?.Route, job.Scene.Form, job.Scene.EventId, job.Scene.Guild?.Value, job.Scene.Channel.Value);
        return new(id, fault);
    }

    private async ValueTask ReplyAsync(PipelineJob job, CommandOutcome outcome, CancellationToken ct)
    {
        var target = job.Scene.Target;
        try
        {
            await (outcome switch
            {
                CommandOutcome.Replied replied => target.ReplyAsync(replied.Reply, ct),
                CommandOutcome.Updated updated => target.UpdateAsync(updated.Reply, ct),
                CommandOutcome.OpenedModal opened => target.OpenAsync(opened.Modal, ct),
                CommandOutcome.Acknowledged => target.AcknowledgeAsync(ct),
                CommandOutcome.Refused refused when ReferenceEquals(refused.Reply, Reply.Silence) => target.AcknowledgeAsync(ct),
                CommandOutcome.Refused refused => target.ReplyAsync(refused.Reply.ForCallerOnly(), ct),
                CommandOutcome.Failed failed => target.ReplyAsync(PipelineTexts.Failed(failed.ErrorId), ct),
                CommandOutcome.Unknown => target.AcknowledgeAsync(ct),
                _ => throw new InvalidOperationException($"no answer for {outcome.GetType().Name}"),
            });
        }
        catch (Exception fault)
        {
            // The person cannot be told; the log and the figures are.
            metrics.ReplyLost();
            Log.ReplyLost(log, fault, job.Scene.Command.Name, job.Scene.Form, job.Scene.EventId, job.Scene.Channel.Value);
        }
    }

    /// <summary>Records the end of a call.</summary>
    public void Measure(PipelineJob job, CommandOutcome outcome)
    {
        var (end, kind) = outcome switch
        {
            CommandOutcome.Refused refused => (CommandEnd.Refused, refused.Why.ToString()),
            CommandOutcome.Failed failed => (CommandEnd.Failed, KindOf(failed.Fault)),
            CommandOutcome.Unknown => (CommandEnd.Unknown, null),
            _ => (CommandEnd.Succeeded, (string?)null),
        };
        if (end == CommandEnd.Succeeded && !job.IsUse)
        {
            return;
        }

        var scene = job.Scene;
        var use = new CommandUse(
            scene.Command.Name,
            scene.Form,
            end,
            kind,
            clock.GetElapsedTime(scene.ReceivedStamp),
            scene.MayRecord ? scene.Caller.Id : null,
            scene.Guild,
            clock.GetUtcNow());
        record(use);
    }

    /// <summary>A closed set of names: they become tags and rows of statistics.</summary>
    private static string KindOf(Exception fault) => fault switch
    {
        TimeoutException => "Timeout",
        OperationCanceledException => "Stopped",
        DiscordApiException => "Discord",
        RequestRefusedException => "RequestQueue",
        HttpRequestException => "Network",
        StorageException or DbException => "Storage",
        _ => "Fault",
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Error {ErrorId}: {Command} ({Route}) by {Form} failed; event {EventId}, server {Guild}, channel {Channel}")]
        public static partial void Failed(ILogger logger, Exception fault, string errorId, string command, string? route, CommandForm form, ulong eventId, ulong? guild, ulong channel);

        [LoggerMessage(Level = LogLevel.Error, Message = "The pause after {Command} was not stored; event {EventId}")]
        public static partial void PauseNotKept(ILogger logger, Exception fault, string command, ulong eventId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The answer to {Command} by {Form} was not delivered; event {EventId}, channel {Channel}")]
        public static partial void ReplyLost(ILogger logger, Exception fault, string command, CommandForm form, ulong eventId, ulong channel);
    }
}
