using Bronx.Platform.Commands;

namespace Bronx.Features.General;

/// <summary>Where people find help with the bot itself, as its owner set it.</summary>
internal sealed class SupportCommand(CommandOptions options) : ICommand
{
    public static CommandDefinition Definition { get; } = new("support", "General", "Find help with me")
    {
        Examples = ["support"],
        NeedsTerms = false,
        EphemeralOnSlash = true,
    };

    public ValueTask<CommandOutcome> RunAsync(CommandCall call, CancellationToken ct) => ValueTask.FromResult(
        CommandOutcome.Say(GeneralTexts.Support(options.SupportUrl, call.Spelling("help"))));
}
