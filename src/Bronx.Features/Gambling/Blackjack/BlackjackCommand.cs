using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Blackjack;

internal sealed class BlackjackCommand(BlackjackTable table) : ICommand
{
    public const string Name = "blackjack";

    private static readonly Parameter<AmountExpression> Amount = Parameters.Amount("amount", "Your stake, from your wallet");

    public static CommandDefinition Definition { get; } = new(Name, "Gambling", "A hand against the dealer: hit, stand, double or split")
    {
        Aliases = ["bj"],
        Parameters = [Amount.Optional()],
        Examples = ["blackjack 500", "blackjack half"],
        Details = "A natural pays 3 to 2. The dealer draws to 16 and on a soft 17. Double on a hard 11; split one pair, once. Best play returns 98.48 %. "
            + "Without an amount I show the hand you have on the table.",
        Cooldown = new(TimeSpan.FromSeconds(3)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) =>
        await table.PlaceAsync(call, call.TryGet(Amount, out var amount) ? amount : null, ct);
}
