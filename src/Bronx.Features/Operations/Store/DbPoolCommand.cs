using Bronx.Platform.Commands;
using Bronx.Platform.Storage;

namespace Bronx.Features.Operations.Store;

/// <summary>How busy the connections to the database are.</summary>
internal sealed class DbPoolCommand(DatabaseWatch watch) : ICommand
{
    public static CommandDefinition Definition { get; } = new("db pool", "Owner", "How busy the connections to the database are")
    {
        Examples = ["db pool"],
        OwnerOnly = true,
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) =>
        CommandOutcome.Say(StoreTexts.Pool(await watch.LookAsync(ct)));
}
