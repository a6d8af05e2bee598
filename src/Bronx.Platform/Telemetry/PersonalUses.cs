namespace Bronx.Platform.Telemetry;

/// <summary>One person's uses of commands.</summary>
/// <param name="Count">All that were ever counted by name.</param>
/// <param name="Last">Of <paramref name="Count"/>; the epoch when there is none.</param>
/// <param name="Latest">Those that this process still has one by one, newest first.</param>
public sealed record PersonalUses(long Count, DateTimeOffset Last, IReadOnlyList<CommandUse> Latest);
