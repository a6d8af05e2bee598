using Bronx.Features.Gambling.Stage;
using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Roulette;

internal sealed class RouletteCommand(Stakes stakes, GameStage stage) : ICommand
{
    private static readonly Parameter<AmountExpression> Amount = Parameters.Amount("amount", "Your stake, from your wallet");
    private static readonly Parameter<string> On = Parameters.Word("bet", "red, odd, low, 1st12, column1, a number from 0 to 36, or neighbours like 17/20", 20);

    public static CommandDefinition Definition { get; } = new("roulette", "Gambling", "One spin of the European wheel")
    {
        Aliases = ["rlt"],
        Parameters = [Amount, On],
        Examples = ["roulette 500 red", "roulette 1k 17", "roulette half 2nd12", "roulette 200 17/20"],
        Details = "Bets: red, black, odd, even, low, high (×2); 1st12, 2nd12, 3rd12, column1, column2, column3 (×3); a number from 0 to 36 (×36). Neighbours on the table: a split 17/20 (×18), a street 4/5/6 (×12), a corner 1/2/4/5 (×9), six numbers 1/2/3/4/5/6 (×6).",
        Cooldown = new(TimeSpan.FromSeconds(3)),
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        if (RouletteRules.Read(call.Get(On)) is not { } bet)
        {
            return CommandOutcome.Refuse(Refusal.BadArgument, RouletteTexts.NoSuchBet(call.Get(On), call.Spelling(Definition.Name)));
        }

        var (play, refusal) = await stakes.PlayAsync(
            Game.Roulette, call, call.Get(Amount), (stream, stake) => stake * RouletteRules.Pays(bet, RouletteRules.Spin(stream)), ct);
        if (play is null)
        {
            return refusal!;
        }

        var pocket = RouletteRules.Spin(play.Fair.Stream());
        return await stage.PlayAsync(call, call.EventId, RouletteTexts.Spinning(bet, pocket, play.Stake), RouletteTexts.Result(bet, pocket, play), ct);
    }
}
