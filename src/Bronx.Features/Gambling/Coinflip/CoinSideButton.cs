using System.Globalization;
using Bronx.Discord.Models;
using Bronx.Features.Gambling.Stage;
using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Coinflip;

/// <summary>
/// Heads or tails for a bet that was placed without a side. The bet keeps its name, so pressing both buttons, or one twice, tosses
/// once.
/// </summary>
internal sealed class CoinSideButton(Stakes stakes, CoinflipTable table, GameStage stage) : IComponent
{
    public static ComponentDefinition Definition { get; } = new("coinflip.side", CoinflipCommand.Name);

    public static string Id(UserId person, ulong bet, Coins stake, CoinSide side) => ComponentId.For(
        Definition.Route,
        person,
        bet.ToString(CultureInfo.InvariantCulture),
        stake.Value.ToString(CultureInfo.InvariantCulture),
        side == CoinSide.Heads ? "h" : "t");

    public async ValueTask<CommandOutcome> RunAsync(ComponentCall call, CancellationToken ct)
    {
        if (Bet(call) is not { } bet)
        {
            return CommandOutcome.Refuse(Refusal.Expired, CoinflipTexts.Spent());
        }

        // The button may be older than a limit of the server's or of the person's own.
        if (await table.FindAsync(bet.Person, bet.Event, bet.Call, ct) is null
            && (await stakes.ReadAsync(Game.Coinflip, call, AmountExpression.Of(bet.Stake), ct)).Refusal is { } tooLate)
        {
            return tooLate;
        }

        var (result, tossedBy, refusal) = await table.TossAsync(bet, call, ct);
        return result is null
            ? refusal!
            : tossedBy != call.EventId
                ? CommandOutcome.Refuse(Refusal.Expired, CoinflipTexts.Spent())
                : await stage.PlayAsync(call, bet.Event, CoinflipTexts.Tossing(bet.Call, bet.Stake), CoinflipTexts.Result(result), ct);
    }

    /// <summary>What the id carries comes back from a client: it is read as if a person had typed it.</summary>
    private static CoinflipBet? Bet(ComponentCall call) =>
        call.State is [var bet, var stake, var side]
        && ulong.TryParse(bet, NumberStyles.None, CultureInfo.InvariantCulture, out var placed)
        && long.TryParse(stake, NumberStyles.None, CultureInfo.InvariantCulture, out var coins)
        && coins is >= CoinflipRules.SmallestStake and <= CoinflipRules.LargestStake
        && side is "h" or "t"
            ? new CoinflipBet(call.Caller.Id, placed, new Coins(coins), side == "h" ? CoinSide.Heads : CoinSide.Tails)
            : null;
}
