using Bronx.Discord.Models;
using Bronx.Platform.Commands;

namespace Bronx.Features.Terms.Buttons;

/// <summary>Opens the form in which the person agrees.</summary>
internal sealed class AcceptTermsButton(TermsCatalogue catalogue, TermsButtons buttons) : IComponent
{
    public static ComponentDefinition Definition { get; } = new("terms.accept", TosCommand.Name);

    /// <param name="prompt">On a "try again": the public prompt this began with, so that it can be closed in the end.</param>
    public static string Id(UserId person, TermsVersion version, TermsWay way, MessageId? prompt = null) => prompt is { } message
        ? ComponentId.For(Definition.Route, person, version.Name, TermsWays.Short(way), message.ToString())
        : ComponentId.For(Definition.Route, person, version.Name, TermsWays.Short(way));

    public async ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct)
    {
        if (await buttons.AnsweredAlreadyAsync(call, ct) is { } answer)
        {
            return answer;
        }

        var form = SignTermsForm.Id(call.Caller.Id, catalogue.Current, TermsWays.FromShort(call.State.ElementAtOrDefault(1)), call.State.ElementAtOrDefault(2));
        return new CommandOutcome.OpenedModal(TermsTexts.Form(form, catalogue.Current));
    }
}
