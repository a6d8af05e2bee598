using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Plinko;

internal sealed class PlinkoCommand(Stakes stakes) : ICommand
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
        return play is null ? refusal! : CommandOutcome.Say(PlinkoTexts.Result(PlinkoRules.Drop(play.Fair.Stream()), play));
    }
}
