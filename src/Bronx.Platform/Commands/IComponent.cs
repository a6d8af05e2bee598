namespace Bronx.Platform.Commands;

/// <summary>What happens when a button is pressed, a select chosen or a modal submitted. A single instance serves all.</summary>
public interface IComponent
{
    static abstract ComponentDefinition Definition { get; }

    /// <summary>Runs one press whose gates are passed. Exceptions are faults of ours.</summary>
    ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct);
}

/// <summary>One route of component ids.</summary>
/// <param name="Route">1–40 lower-case letters, digits, dots and dashes: "terms.read".</param>
/// <param name="Command">Name of the command it belongs to: gates and statistics go by it.</param>
public sealed record ComponentDefinition(string Route, string Command)
{
    /// <summary>Whether others than the person it was made for may use it.</summary>
    public bool AnyoneMayPress { get; init; }

    /// <summary>Whether a press counts as a use of the command (and obeys its cooldown); a turned page does not.</summary>
    public bool CountsAsUse { get; init; }
}
