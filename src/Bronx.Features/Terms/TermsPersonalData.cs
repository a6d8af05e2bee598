using Bronx.Discord.Models;
using Bronx.Platform.People;

namespace Bronx.Features.Terms;

/// <summary>A person's decisions about the Terms of Service.</summary>
internal sealed class TermsPersonalData(TermsStore store, AcceptedPeople accepted) : IPersonalData
{
    private const int All = 1_000;

    public string Title => "Terms of Service";

    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(UserId person, CancellationToken ct) =>
    [
        new PersonalTable(
            "decisions", ["version", "decision", "by", "when"],
            [.. (await store.HistoryAsync(person, All, ct)).Select(line => (IReadOnlyList<object?>)
                [line.Version, line.Accepted ? "accepted" : "declined", line.Way == TermsWay.Slash ? "slash command" : "message", line.At])]),
    ];

    public async Task<Erasure> EraseAsync(UserId person, CancellationToken ct)
    {
        var rows = await store.EraseAsync(person, ct);
        accepted.Remove(person);
        return new Erasure(rows, null);
    }
}
