using Bronx.Platform.Commands;

namespace Bronx.Features.Economy.Work;

/// <summary>The ladder, and where the caller stands on it.</summary>
internal sealed class JobsCommand(WorkStore store) : ICommand
{
    public static CommandDefinition Definition { get; } = new("jobs", "Economy", "The jobs there are, and yours")
    {
        Aliases = ["job", "career", "joblist"],
        Examples = ["jobs"],
        Details = "Who works more shifts gets a better job, by themselves.",
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) =>
        CommandOutcome.Say(WorkTexts.Jobs((await store.LastAsync(call.Caller.Id, ct))?.Number ?? 0));
}
