namespace Bronx.Features.AutoModeration.Strikes;

/// <summary>Something that was held against somebody. Their words are not kept.</summary>
internal sealed record Strike(DateTimeOffset At, GuardRule Rule, GuardStep Step);
