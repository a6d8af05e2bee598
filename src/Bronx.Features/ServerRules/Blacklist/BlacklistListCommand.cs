using Bronx.Platform.Commands;

namespace Bronx.Features.ServerRules.Blacklist;

/// <summary>Who is shut out, newest first.</summary>
internal sealed class BlacklistListCommand(BlacklistBook book) : ICommand
{
    private static readonly Parameter<long> Page = Parameters.Integer("page", "Which page", 1, 1_000).Optional();

    public static CommandDefinition Definition { get; } = new("blacklist list", "Owner", "Who is shut out, and why")
    {
        Parameters = [Page],
        Examples = ["blacklist list"],
        OwnerOnly = true,
        EphemeralOnSlash = true,
    };

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) =>
        ValueTask.FromResult(CommandOutcome.Say(BlacklistTexts.List(book.All, call.TryGet(Page, out var page) ? page : 1)));
}
