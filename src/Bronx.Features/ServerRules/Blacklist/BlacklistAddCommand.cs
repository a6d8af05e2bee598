using Bronx.Discord.Models;
using Bronx.Platform.Commands;

namespace Bronx.Features.ServerRules.Blacklist;

/// <summary>Shuts somebody or a server out, with a reason they read.</summary>
internal sealed class BlacklistAddCommand(BlacklistBook book, CommandOptions options) : ICommand
{
    private static readonly Parameter<string> Reason = Parameters.Rest("reason", "Why; they read it", 200).Optional();

    public static CommandDefinition Definition { get; } = new("blacklist add", "Owner", "Shuts a person or a server out")
    {
        Parameters = [BlacklistArguments.Kind, BlacklistArguments.Who, Reason],
        Examples = ["blacklist add person 183245678901234567 spam", "blacklist add server 183245678901234567"],
        Details = "They get nothing from me, in whatever form they ask, also after a restart. Adding them again changes the reason.",
        OwnerOnly = true,
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var kind = call.Get(BlacklistArguments.Kind);
        if (BlacklistArguments.Read(call.Get(BlacklistArguments.Who)) is not { } id)
        {
            return CommandOutcome.Refuse(Refusal.BadArgument, BlacklistTexts.NoId(kind));
        }

        if (kind == BlacklistKind.Person && options.IsOwner(new UserId(id)))
        {
            return CommandOutcome.Refuse(Refusal.RuleOfTheGame, BlacklistTexts.Owner());
        }

        var reason = call.TryGet(Reason, out var given) ? given.Trim() : "";
        return await book.AddAsync(kind, id, reason, call.Caller.Id, ct)
            ? CommandOutcome.Say(BlacklistTexts.Added(new BlacklistEntry(kind, id, reason, call.Caller.Id, call.ReceivedAt)))
            : CommandOutcome.Refuse(Refusal.RuleOfTheGame, BlacklistTexts.Full());
    }
}
