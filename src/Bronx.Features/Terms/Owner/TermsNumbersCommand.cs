using Bronx.Platform.Commands;

namespace Bronx.Features.Terms.Owner;

/// <summary>How many accepted and declined which version, for the owners.</summary>
internal sealed class TermsNumbersCommand(TermsCatalogue catalogue, TermsStore store) : ICommand
{
    public static CommandDefinition Definition { get; } = new("terms numbers", "Owner", "How many people accepted each version of the Terms")
    {
        Examples = ["terms numbers"],
        OwnerOnly = true,
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) =>
        CommandOutcome.Say(TermsOwnerTexts.Numbers(catalogue, await store.NumbersAsync(ct), await store.NotYetAsync(catalogue.Current.Name, ct)));
}
