namespace Bronx.Features.Economy.Privacy;

/// <summary>What somebody chose; everything is on until they say otherwise.</summary>
/// <param name="Listed">May stand on leaderboards.</param>
/// <param name="Robbing">Takes part in robbing: can be robbed, and may rob.</param>
/// <param name="RobbingSince">When they last switched robbing.</param>
internal sealed record PrivacyChoices(bool Listed, bool Robbing, DateTimeOffset RobbingSince)
{
    public static readonly PrivacyChoices Default = new(true, true, DateTimeOffset.UnixEpoch);
}
