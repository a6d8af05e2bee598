using Bronx.Platform.Commands;

namespace Bronx.Features.ServerRules.Blacklist;

/// <summary>Lets somebody or a server in again.</summary>
internal sealed class BlacklistRemoveCommand(BlacklistBook book) : ICommand
{
    public static CommandDefinition Definition { get; } = new("blacklist remove", "Owner", "Lets a person or a server in again")
    {
        Parameters = [BlacklistArguments.Kind, BlacklistArguments.Who],
        Examples = ["blacklist remove person 183245678901234567"],
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

        return await book.RemoveAsync(kind, id, ct)
            ? CommandOutcome.Say(BlacklistTexts.Removed(kind, id))
            : CommandOutcome.Refuse(Refusal.BadArgument, BlacklistTexts.NotListed(kind, id));
    }
}
