using Bronx.Platform.Caching;
using Bronx.Platform.Commands;

namespace Bronx.Features.Operations.Caches;

/// <summary>What is remembered and how often it helped.</summary>
internal sealed class CacheStatsCommand(CacheBoard board) : ICommand
{
    public static CommandDefinition Definition { get; } = new("cache stats", "Owner", "What I remember, and how often it saves a question")
    {
        Examples = ["cache stats"],
        OwnerOnly = true,
        EphemeralOnSlash = true,
    };

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) =>
        ValueTask.FromResult(CommandOutcome.Say(CacheTexts.Stats(board.Snapshot())));
}
