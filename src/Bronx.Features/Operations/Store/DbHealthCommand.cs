using Bronx.Platform.Commands;
using Bronx.Platform.Storage;

namespace Bronx.Features.Operations.Store;

/// <summary>Asks the database how it is, now.</summary>
internal sealed class DbHealthCommand(DatabaseWatch watch) : ICommand
{
    public static CommandDefinition Definition { get; } = new("db health", "Owner", "Ask the database how it is: latency, size, version")
    {
        Examples = ["db health"],
        OwnerOnly = true,
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) =>
        CommandOutcome.Say(StoreTexts.Health(await watch.LookAsync(ct)));
}
