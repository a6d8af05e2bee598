using Bronx.Features.Gambling.Stage;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Coinflip;

/// <summary>A bet on one toss of a coin; without a side, the bet as it was understood and two buttons.</summary>
internal sealed class CoinflipCommand(Stakes stakes, CoinflipTable table, GameStage stage, Ledger ledger) : ICommand
{
    public const string Name = "coinflip";

    private static readonly Parameter<AmountExpression> Amount = Parameters.Amount("amount", "Your stake, from your wallet");

    private static readonly Parameter<CoinSide> Side = Parameters.Choice(
        "side",
        "What you call",
        new Choice<CoinSide>(CoinSide.Heads, "heads", "h", "head"),
        new Choice<CoinSide>(CoinSide.Tails, "tails", "t", "tail")).Optional();

    public static CommandDefinition Definition { get; } = new(Name, "Gambling", "Call heads or tails: even chance, a win pays 96 %")
    {
        Aliases = ["cf", "flip"],
        Parameters = [Amount, Side],
        Examples = ["coinflip 500 heads", "coinflip half t", "coinflip 1.5k"],
        Details = $"A fair coin. A win pays your stake again, less 4 % for the house (rounded up). Smallest stake: {Say.Number(CoinflipRules.SmallestStake)} coins.",
        Cooldown = new(TimeSpan.FromSeconds(3)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var person = call.Caller.Id;
        var isCalled = call.TryGet(Side, out var side);
        if (isCalled && await table.FindAsync(person, call.EventId, side, ct) is { } before)
        {
            return CommandOutcome.Say(CoinflipTexts.Result(before));
        }

        var (stake, refusal) = await stakes.ReadAsync(Game.Coinflip, call, call.Get(Amount), ct);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!isCalled)
        {
            var wallet = await ledger.BalanceAsync(AccountId.Wallet(person), ct);
            return CommandOutcome.Say(CoinflipTexts.PickASide(person, call.EventId, stake, wallet, call.Spelling(Name)));
        }

        var (result, _, refused) = await table.TossAsync(new CoinflipBet(person, call.EventId, stake, side), call, ct);
        return result is null ? refused! : await stage.PlayAsync(call, call.EventId, CoinflipTexts.Tossing(side, stake), CoinflipTexts.Result(result), ct);
    }
}
