using Bronx.Platform.Commands;

namespace Bronx.Features.General;

/// <summary>The link by which others add the bot to their server.</summary>
internal sealed class InviteCommand(BotIdentity identity) : ICommand
{
    public static CommandDefinition Definition { get; } = new("invite", "General", "Add me to your own server")
    {
        Examples = ["invite"],
        NeedsTerms = false,
    };

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) => ValueTask.FromResult(
        identity.Application is { } application
            ? CommandOutcome.Say(GeneralTexts.Invite(InviteLink.For(application)))
            : CommandOutcome.Refuse(Refusal.RuleOfTheGame, GeneralTexts.NotYetKnown));
}
