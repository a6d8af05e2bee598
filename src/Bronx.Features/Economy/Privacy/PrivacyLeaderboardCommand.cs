using Bronx.Platform.Commands;
using Bronx.Platform.People;

namespace Bronx.Features.Economy.Privacy;

/// <summary>Whether the caller may stand on leaderboards.</summary>
internal sealed class PrivacyLeaderboardCommand(PrivacyBook privacy) : ICommand
{
    private static readonly Parameter<bool> Switch = Parameters.Choice(
        "switch", "on: you may be listed; off: you are not", new Choice<bool>(true, "on", "yes"), new Choice<bool>(false, "off", "no"));

    public static CommandDefinition Definition { get; } = new("privacy leaderboard", "Economy", "Whether leaderboards may show you")
    {
        Parameters = [Switch],
        Examples = ["privacy leaderboard off", "privacy leaderboard on"],
        Details = "It counts at once and in every server.",
        EphemeralOnSlash = true,
    };

    public async ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct)
    {
        var listed = call.Get(Switch);
        await privacy.ChooseAsync(call.Caller.Id, PersonChoices.Leaderboards, listed, ct);
        return CommandOutcome.Say(PrivacyTexts.Leaderboard(listed));
    }
}
