using Bronx.Platform.Commands;

namespace Bronx.Features.Terms;

/// <summary>The version in force, the person's standing and their history.</summary>
internal sealed class TosInfoCommand(TermsCatalogue catalogue, TermsStore store) : ICommand
{
    private const int HistoryShown = 10;

    public static CommandDefinition Definition { get; } = new("tosinfo", "General", "Your standing with the Terms of Service, with history")
    {
        Aliases = ["tosdetails"],
        Examples = ["tosinfo"],
        Details = "Shows the version in force, whether and when you accepted it, and every decision you made before.",
        NeedsTerms = false,
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var since = await store.AcceptedAtAsync(call.Caller.Id, catalogue.Current.Name, ct);
        var history = await store.HistoryAsync(call.Caller.Id, HistoryShown, ct);
        return CommandOutcome.Say(TermsTexts.Details(call.Caller.Id, catalogue, since, history, call.Spelling(TosCommand.Name)));
    }
}
