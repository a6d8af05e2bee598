using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;

namespace Bronx.Features.MyData;

/// <summary>Tells what a deletion takes and what stays, and asks.</summary>
internal sealed class MyDataDeleteCommand(Ledger ledger) : ICommand
{
    public const string Name = "mydata delete";

    public static CommandDefinition Definition { get; } = new(Name, "General", "Deletes what is stored about you, after asking twice")
    {
        Aliases = ["data delete", "forgetme"],
        Examples = [Name],
        Details = "First you read what goes and what stays, then you type a word. It cannot be undone. While a game of yours runs, it waits.",
        NeedsTerms = false,
        EphemeralOnSlash = true,
        Cooldown = new(TimeSpan.FromSeconds(5)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var person = call.Caller.Id;
        var coins = await ledger.BalanceAsync(AccountId.Wallet(person), ct) + await ledger.BalanceAsync(AccountId.Bank(person), ct);
        return CommandOutcome.Say(MyDataTexts.Ask(person, coins, call.Spelling(MyDataExportCommand.Name)));
    }
}
