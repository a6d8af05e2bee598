using Bronx.Platform.Commands;
using Bronx.Platform.Storage;

namespace Bronx.Features.Operations.Store;

/// <summary>Takes care of the database now, and says what was done.</summary>
internal sealed class DbOptimizeCommand(StoreKeeper keeper) : ICommand
{
    public static CommandDefinition Definition { get; } = new("db optimize", "Owner", "Clean up the database now: old rows, indexes, statistics, space")
    {
        Aliases = ["db optimise"],
        Examples = ["db optimize"],
        Details = "The same runs by itself every night. Commands go on meanwhile; with the embedded database they may wait a moment.",
        OwnerOnly = true,
        EphemeralOnSlash = true,
        Cooldown = new Cooldown(TimeSpan.FromSeconds(30)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        await call.ShowAsync(StoreTexts.Optimizing, ct);
        return CommandOutcome.Say(StoreTexts.Optimized(await keeper.RunAsync(ct)));
    }
}
