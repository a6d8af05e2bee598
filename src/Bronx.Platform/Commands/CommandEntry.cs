namespace Bronx.Platform.Commands;

/// <summary>A registered command and how to get what runs it.</summary>
internal sealed record CommandEntry(CommandDefinition Definition, Func<IServiceProvider, CommandRun> Resolve);

/// <summary>A registered component route and how to get what runs it.</summary>
internal sealed record ComponentEntry(ComponentDefinition Definition, Func<IServiceProvider, ComponentRun> Resolve);

internal delegate ValueTask<CommandOutcome> CommandRun(CommandCall call, CancellationToken ct);

internal delegate ValueTask<CommandOutcome> ComponentRun(ComponentCall call, CancellationToken ct);
