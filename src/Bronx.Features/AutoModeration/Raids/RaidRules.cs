using Bronx.Discord.Models;

namespace Bronx.Features.AutoModeration.Raids;

/// <summary>When joins are a raid, and whom raid mode is about.</summary>
internal static class RaidRules
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <param name="threshold">0 for never.</param>
    public static bool IsRaid(int joinsInWindow, int threshold) => threshold > 0 && joinsInWindow >= threshold;

    /// <param name="young">Accounts that are older are spared; zero spares nobody.</param>
    public static bool IsMeant(UserId person, TimeSpan young, DateTimeOffset now) => young == TimeSpan.Zero || now - person.CreatedAt() < young;
}
