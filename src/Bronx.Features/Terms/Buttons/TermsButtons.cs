using Bronx.Platform.Commands;

namespace Bronx.Features.Terms.Buttons;

/// <summary>What every button that decides something asks first: is this the current version, and is it still open?</summary>
internal sealed class TermsButtons(TermsCatalogue catalogue, TermsStore store)
{
    /// <summary>The answer where there is nothing left to decide: an outdated prompt becomes the current one, an accepted one says so.</summary>
    public async Task<CommandOutcome?> AnsweredAlreadyAsync(ComponentCall call, CancellationToken ct)
    {
        var version = catalogue.Current;
        if (await store.AcceptedAtAsync(call.Caller.Id, version.Name, ct) is { } since)
        {
            return new CommandOutcome.Updated(TermsTexts.Already(version, since));
        }

        var asked = call.State.ElementAtOrDefault(0);
        if (asked == version.Name)
        {
            return null;
        }

        var way = TermsWays.FromShort(call.State.ElementAtOrDefault(1));
        var history = await store.HistoryAsync(call.Caller.Id, 1, ct);
        return new CommandOutcome.Updated(
            TermsTexts.Prompt(call.Caller.Id, version, way, isReturning: history.Count > 0, TermsTexts.StaleNote(Known(catalogue, asked))));
    }

    /// <summary>The version's name if there ever was such a version: what an id carries is not trusted to be shown.</summary>
    public static string? Known(TermsCatalogue catalogue, string? name) => name is not null && catalogue.TryFind(name, out _) ? name : null;
}
