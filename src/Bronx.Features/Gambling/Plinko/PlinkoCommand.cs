using Bronx.Features.Gambling.Stage;
using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Plinko;

internal sealed class PlinkoCommand(Stakes stakes, GameStage stage) : ICommand
{
    private static readonly Parameter<AmountExpression> Amount = Parameters.Amount("amount", "Your stake, from your wallet");

    public static CommandDefinition Definition { get; } = new("plinko", "Gambling", "Drop a ball: the edges pay 20 times, the middle half")
    {
        Aliases = ["plink", "ball"],
        Parameters = [Amount],
        Examples = ["plinko 500", "plinko 10%"],
        Cooldown = new(TimeSpan.FromSeconds(3)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var (play, refusal) = await stakes.PlayAsync(
            Game.Plinko, call, call.Get(Amount), (stream, stake) => PlinkoRules.Payout(stake, PlinkoRules.Slot(PlinkoRules.Drop(stream))), ct);
        if (play is null)
        {
            return refusal!;
        }

        var path = PlinkoRules.Drop(play.Fair.Stream());
        return await stage.PlayAsync(call, call.EventId, PlinkoTexts.Falling(path, play.Stake), PlinkoTexts.Result(path, play), ct);
    }
}
