namespace Bronx.Platform.Commands;

/// <summary>
/// One command, in every form it has. A single instance serves all calls, several at a time: it keeps no state of a call. It reads
/// like a recipe: load, decide, store, say.
/// </summary>
public interface ICommand
{
    /// <summary>What the registry, the slash description, the parser and the help page are made from.</summary>
    static abstract CommandDefinition Definition { get; }

    /// <summary>Runs one call whose arguments are read and whose gates are passed. Exceptions are faults of ours.</summary>
    ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct);
}
