namespace Bronx.Platform.Jobs;

/// <summary>A registered job and how to get what runs it.</summary>
internal sealed record JobEntry(JobDefinition Definition, Func<IServiceProvider, Func<CancellationToken, Task<string?>>> Resolve);
