using Bronx.Platform.Commands;
using Bronx.Platform.Ledger;
using Bronx.Platform.Text;

namespace Bronx.Features.Gambling.Limits;

/// <summary>Sets what a day may cost: tighter at once, looser after 24 hours.</summary>
internal sealed class LimitsLossCommand(LimitStore store, TimeProvider time) : ICommand
{
    private static readonly Parameter<string> Most = Parameters.Word("amount", "The most a day may cost you, or off", 30);

    public static CommandDefinition Definition { get; } = new("limits loss", "Gambling", "Set the most that a day of games may cost you")
    {
        AlwaysOn = true,
        Parameters = [Most],
        Examples = ["limits loss 5k", "limits loss off"],
        Details = "A day is a day in UTC; winnings count against losses, and a running bet counts as lost until it ends. A tighter limit begins at once, a looser one or none after 24 hours.",
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var typed = call.Get(Most);
        Coins? wanted = null;
        if (!typed.Equals("off", StringComparison.OrdinalIgnoreCase))
        {
            // A share of what somebody has would be another limit every day: only whole amounts make sense here.
            var read = AmountExpression.Parse(typed);
            if (read.Problem is not null || read.Amount.IsShare || read.Amount.Of(Coins.Ceiling) is not AmountResolution.Exactly { Coins: var coins })
            {
                return CommandOutcome.Refuse(Refusal.BadArgument, LimitTexts.NotAnAmount(call.Spelling(Definition.Name)));
            }

            wanted = coins;
        }

        var now = time.GetUtcNow();
        var limits = await store.ChangeAsync(call.Caller.Id, before => LimitRules.WithDailyLoss(before, wanted, now), ct);
        return CommandOutcome.Say(LimitTexts.LossSet(limits, call.Spelling));
    }
}
