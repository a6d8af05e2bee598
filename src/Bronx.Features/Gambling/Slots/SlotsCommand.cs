using Bronx.Features.Gambling.Stage;
using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Slots;

internal sealed class SlotsCommand(Stakes stakes, GameStage stage) : ICommand
{
    private static readonly Parameter<AmountExpression> Amount = Parameters.Amount("amount", "Your stake, from your wallet");

    public static CommandDefinition Definition { get; } = new("slots", "Gambling", "Three reels: two of a kind pay, three pay up to 1,000 times")
    {
        Aliases = ["slot"],
        Parameters = [Amount],
        Examples = ["slots 500", "slots half"],
        Cooldown = new(TimeSpan.FromSeconds(3)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var (play, refusal) = await stakes.PlayAsync(
            Game.Slots,
            call,
            call.Get(Amount),
            (stream, stake) => stake * SlotsRules.Pays(SlotsRules.Spin(stream)),
            ct);
        if (play is null)
        {
            return refusal!;
        }

        var reels = SlotsRules.Spin(play.Fair.Stream());
        return await stage.PlayAsync(call, call.EventId, SlotsTexts.Spinning(reels, play.Stake), SlotsTexts.Result(reels, play), ct);
    }
}
