using Bronx.Features.Economy.Choices;
using Bronx.Features.Economy.Rob;
using Bronx.Platform.Commands;
using Bronx.Platform.Text;

namespace Bronx.Features.Economy.Privacy;

/// <summary>Whether the caller takes part in robbing, on both sides.</summary>
internal sealed class PrivacyRobCommand(PrivacyBook privacy) : ICommand
{
    private static readonly Parameter<bool> Switch = Parameters.Choice(
        "switch", "on: you can be robbed and may rob; off: neither", new Choice<bool>(true, "on", "yes"), new Choice<bool>(false, "off", "no"));

    public static CommandDefinition Definition { get; } = new("privacy rob", "Economy", "Whether you take part in robbing")
    {
        Parameters = [Switch],
        Examples = ["privacy rob off", "privacy rob on"],
        Details = $"Off counts at once. Back on, you can be robbed at once, and may rob {Say.Span(RobRules.Wait)} later.",
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var robbing = call.Get(Switch);
        await privacy.ChooseAsync(call.Caller.Id, CoinChoices.Robbing, robbing, ct);
        return CommandOutcome.Say(PrivacyTexts.Robbing(robbing, Say.Span(RobRules.Wait)));
    }
}
