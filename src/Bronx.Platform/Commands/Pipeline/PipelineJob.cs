namespace Bronx.Platform.Commands.Pipeline;

/// <summary>One call, ready for the stages.</summary>
/// <param name="Component">The route, when a component was used.</param>
/// <param name="Owner">Whom the component was made for; null when anyone may press it.</param>
/// <param name="RunAsync">Reads the arguments and runs.</param>
/// <param name="Ceiling">After so long it is cancelled.</param>
internal sealed record PipelineJob(
    CallScene Scene,
    ComponentDefinition? Component,
    Bronx.Discord.Models.UserId? Owner,
    Func<CancellationToken, ValueTask<CommandOutcome>> RunAsync,
    TimeSpan Ceiling)
{
    /// <summary>Whether it is a use of the command, and not a turned page.</summary>
    public bool IsUse => Component is null or { CountsAsUse: true };
}

/// <summary>Writes one use into the statistics.</summary>
internal delegate void RecordUse(in Telemetry.CommandUse use);
