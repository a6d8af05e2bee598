using Bronx.Platform.Commands;

namespace Bronx.Features.Terms.Owner;

/// <summary>Where one person stands, for the owners.</summary>
internal sealed class TermsStatusCommand(TermsCatalogue catalogue, TermsStore store) : ICommand
{
    private const int HistoryShown = 10;

    private static readonly Parameter<MemberArgument> Member = Parameters.Member("member", "Whose standing");

    public static CommandDefinition Definition { get; } = new("terms status", "Owner", "Where somebody stands with the Terms of Service")
    {
        Parameters = [Member],
        Examples = ["terms status @Mika"],
        Details = "Shows whether they accepted the version in force, and every decision they made.",
        OwnerOnly = true,
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var person = call.Get(Member).User;
        var since = await store.AcceptedAtAsync(person.Id, catalogue.Current.Name, ct);
        return CommandOutcome.Say(TermsOwnerTexts.Standing(person, catalogue.Current, since, await store.HistoryAsync(person.Id, HistoryShown, ct)));
    }
}
