using Bronx.Platform.Commands;

namespace Bronx.Features.Terms.Owner;

/// <summary>Tells a channel about the version in force. Everybody is asked anyway, at their next command; this says why beforehand.</summary>
internal sealed class TermsAnnounceCommand(TermsCatalogue catalogue) : ICommand
{
    public static CommandDefinition Definition { get; } = new("terms announce", "Owner", "Announces the Terms of Service in force, in this channel")
    {
        Aliases = ["tos announce"],
        Examples = ["terms announce"],
        Details = "Shows everybody here which version counts, what happens to what they have, and how to read it. It mentions nobody.",
        OwnerOnly = true,
    };

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) =>
        ValueTask.FromResult(CommandOutcome.Say(TermsOwnerTexts.Announcement(catalogue, call.Spelling(TosCommand.Name))));
}
