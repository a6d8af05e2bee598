namespace Bronx.Features.Economy.Badges;

/// <summary>Something somebody can be proud of. It is earned by what really happened, and never given or taken by hand.</summary>
/// <param name="Key">Stored; never changes.</param>
/// <param name="Sign">Shown beside the person's coins.</param>
/// <param name="How">What brings it, in a few words.</param>
internal sealed record Badge(string Key, string Sign, string Name, string How);
