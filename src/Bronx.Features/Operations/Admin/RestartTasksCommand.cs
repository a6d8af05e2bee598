using Bronx.Platform.Commands;
using Bronx.Platform.Jobs;
using Microsoft.Extensions.Logging;

namespace Bronx.Features.Operations.Admin;

/// <summary>Ends background work and begins it anew, at once.</summary>
internal sealed partial class RestartTasksCommand(JobSupervisor supervisor, JobBoard board, ILogger<RestartTasksCommand> log) : ICommand
{
    private static readonly Parameter<string> Which = Parameters.Word("name", "One job, like ledger-audit; without it all of them").Optional();

    public static CommandDefinition Definition { get; } = new("admin restart tasks", "Owner", "Restart background jobs, all or one")
    {
        Parameters = [Which],
        Examples = ["admin restart tasks", "admin restart tasks ledger-audit"],
        Details = "What runs is told to end and begins anew at once; pauses after failures are forgotten. Money is safe: every job can be cut short.",
        OwnerOnly = true,
        EphemeralOnSlash = true,
    };

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        string? name = call.TryGet(Which, out var typed) ? typed.Trim().ToLowerInvariant() : null;
        if (name is not null && board.Snapshot().Any(job => job.Name == name && job.IsLoop))
        {
            return ValueTask.FromResult(CommandOutcome.Refuse(Refusal.BadArgument, AdminTexts.IsALoop(name)));
        }

        var restarted = supervisor.Restart(name);
        Log.Restarted(log, restarted.Count, call.Caller.Id.Value);
        return ValueTask.FromResult(restarted.Count == 0
            ? CommandOutcome.Refuse(Refusal.BadArgument, AdminTexts.NoSuchJob(name, supervisor.Names))
            : CommandOutcome.Say(AdminTexts.Restarted(restarted)));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} jobs restarted by {Owner}")]
        public static partial void Restarted(ILogger logger, int count, ulong owner);
    }
}
