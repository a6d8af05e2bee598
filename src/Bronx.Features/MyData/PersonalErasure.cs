using Bronx.Discord.Models;
using Bronx.Platform.People;

namespace Bronx.Features.MyData;

/// <summary>
/// Erases a person slice by slice. The ledger comes first, because it alone may say "not now": then nothing is touched. A repeat after
/// a crash half way finishes what is left.
/// </summary>
internal sealed class PersonalErasure(IEnumerable<IPersonalData> slices)
{
    /// <returns>What stays and why, a sentence each; null when a game runs and nothing was erased.</returns>
    public async Task<IReadOnlyList<string>?> EraseAsync(UserId person, CancellationToken ct)
    {
        var kept = new List<string>();
        foreach (var slice in slices)
        {
            var done = await slice.EraseAsync(person, ct);
            if (done.MustWait)
            {
                return null;
            }

            if (done.Kept is { } sentence)
            {
                kept.Add(sentence);
            }
        }

        return kept;
    }
}
