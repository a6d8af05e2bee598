using Bronx.Discord.Models;
using Bronx.Platform.Commands;

namespace Bronx.Features.Terms.Buttons;

/// <summary>The submitted form: right words accept, wrong ones get another try.</summary>
internal sealed class SignTermsForm(TermsCatalogue catalogue, TermsButtons buttons, TermsSigning signing, PromptPace pace, ClosePrompt close) : IComponent
{
    public static ComponentDefinition Definition { get; } = new("terms.sign", TosCommand.Name) { CountsAsUse = true };

    /// <param name="prompt">As in <see cref="AcceptTermsButton.Id"/>.</param>
    public static string Id(UserId person, TermsVersion version, TermsWay way, string? prompt) => Snowflake.TryParse<MessageId>(prompt, out var message)
        ? ComponentId.For(Definition.Route, person, version.Name, TermsWays.Short(way), message.ToString())
        : ComponentId.For(Definition.Route, person, version.Name, TermsWays.Short(way));

    public async ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct)
    {
        if (await buttons.AnsweredAlreadyAsync(call, ct) is { } answer)
        {
            return answer;
        }

        var version = catalogue.Current;
        var way = TermsWays.FromShort(call.State.ElementAtOrDefault(1));
        var isRetry = Snowflake.TryParse<MessageId>(call.State.ElementAtOrDefault(2), out var prompt);
        if (!TermsRules.Agrees(call.Fields.GetValueOrDefault(TermsTexts.PhraseField, "")))
        {
            return AskAgain(call, version, way, isRetry ? prompt : null);
        }

        var acceptance = await signing.SignAsync(call.Caller.Id, version, way, call.Origin, ct);
        call.MayRecord = true;
        pace.Forget(call.Caller.Id, call.Channel);
        var welcome = TermsTexts.Welcome(version, acceptance);
        if (isRetry)
        {
            await close(call.Channel, prompt, call.Caller.Id, welcome, ct);
        }

        return new CommandOutcome.Updated(welcome);
    }

    /// <summary>
    /// What only its person sees is changed in place. A prompt that a channel sees stays as it is, and is remembered in the new
    /// button's id, so that it can be closed when the person agrees there.
    /// </summary>
    private static CommandOutcome AskAgain(ComponentCall call, TermsVersion version, TermsWay way, MessageId? prompt)
    {
        var isPrivate = call.On?.Flags?.HasFlag(MessageFlags.Ephemeral) == true;
        var again = TermsTexts.WrongPhrase(AcceptTermsButton.Id(call.Caller.Id, version, way, isPrivate ? prompt : prompt ?? call.Message));
        return isPrivate ? new CommandOutcome.Updated(again) : CommandOutcome.Refuse(Refusal.BadArgument, again);
    }
}
