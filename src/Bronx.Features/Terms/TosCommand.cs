using Bronx.Platform.Commands;

namespace Bronx.Features.Terms;

/// <summary>Where the person stands: the prompt, or since when they have accepted.</summary>
internal sealed class TosCommand(TermsCatalogue catalogue, TermsStore store) : ICommand
{
    public const string Name = "tos";

    public static CommandDefinition Definition { get; } = new(Name, "General", "Read and accept the Terms of Service")
    {
        Aliases = ["terms", "termsofservice"],
        Examples = [Name],
        Details = "Shows whether you have accepted the Terms of Service, and lets you read, accept or decline them.",
        NeedsTerms = false,
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var person = call.Caller.Id;
        if (await store.AcceptedAtAsync(person, catalogue.Current.Name, ct) is { } since)
        {
            return CommandOutcome.Say(TermsTexts.Status(person, catalogue.Current, since));
        }

        var history = await store.HistoryAsync(person, 1, ct);
        return CommandOutcome.Say(TermsTexts.Prompt(person, catalogue.Current, TermsWays.Of(call.Form), isReturning: history.Count > 0));
    }
}
