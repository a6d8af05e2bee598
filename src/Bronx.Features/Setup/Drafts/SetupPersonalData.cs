using Bronx.Discord.Models;
using Bronx.Platform.Options;
using Bronx.Platform.People;

namespace Bronx.Features.Setup.Drafts;

/// <summary>What a person has begun to set up.</summary>
internal sealed class SetupPersonalData(SetupDraftStore store) : IPersonalData
{
    public string Title => "Setup";

    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(UserId person, CancellationToken ct)
    {
        var drafts = await store.OfAsync(person, ct);
        return drafts.Count == 0
            ? []
            :
            [
                new PersonalTable(
                    "setups under way", ["of", "id", "began", "last used", "changes"],
                    [.. drafts.Select(IReadOnlyList<object?> (draft) =>
                        [draft.Target.Scope == OptionScope.Server ? "server" : "person", draft.Target.Owner.ToString(System.Globalization.CultureInfo.InvariantCulture), draft.BeganAt, draft.TouchedAt, draft.Changes.Count])]),
            ];
    }

    public async Task<Erasure> EraseAsync(UserId person, CancellationToken ct) => new(await store.EraseAsync(person, ct), null);
}
