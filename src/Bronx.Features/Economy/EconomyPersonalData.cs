using Bronx.Discord.Models;
using Bronx.Features.Economy.Badges;
using Bronx.Features.Economy.Leaderboard;
using Bronx.Features.Economy.Work;
using Bronx.Platform.People;

namespace Bronx.Features.Economy;

/// <summary>What the economy keeps of a person beside their coins.</summary>
internal sealed class EconomyPersonalData(EconomyPersonalStore store, Regulars regulars, BadgeBook badges, TimeProvider clock) : IPersonalData
{
    public string Title => "Economy";

    public Task<IReadOnlyList<PersonalTable>> ExportAsync(UserId person, CancellationToken ct) => store.ExportAsync(person, ct);

    public async Task<Erasure> EraseAsync(UserId person, CancellationToken ct)
    {
        var (rows, rests) = await store.EraseAsync(person, clock.GetUtcNow() - WorkRules.Pause, ct);
        regulars.Forget(person);
        badges.Forget(person);
        return new Erasure(rows, rests ? "When your last shift began, until the pause after it ends." : null);
    }
}
