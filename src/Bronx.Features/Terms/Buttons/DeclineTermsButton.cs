using Bronx.Discord.Models;
using Bronx.Platform.Commands;

namespace Bronx.Features.Terms.Buttons;

/// <summary>The person says no: the prompt says what that means and goes.</summary>
internal sealed class DeclineTermsButton(TermsCatalogue catalogue, TermsStore store, TermsButtons buttons, PromptPace pace, TimeProvider clock) : IComponent
{
    public static ComponentDefinition Definition { get; } = new("terms.decline", TosCommand.Name);

    public static string Id(UserId person, TermsVersion version, TermsWay way) =>
        ComponentId.For(Definition.Route, person, version.Name, TermsWays.Short(way));

    public async ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct)
    {
        if (await buttons.AnsweredAlreadyAsync(call, ct) is { } answer)
        {
            return answer;
        }

        var version = catalogue.Current;
        await store.DeclineAsync(call.Caller.Id, version.Name, TermsWays.FromShort(call.State.ElementAtOrDefault(1)), clock.GetUtcNow(), ct);
        pace.Forget(call.Caller.Id, call.Channel);
        var history = await store.HistoryAsync(call.Caller.Id, 1, ct);
        return new CommandOutcome.Updated(TermsTexts.Declined(version, isReturning: history.Count > 0, call.Spelling(TosCommand.Name)));
    }
}
