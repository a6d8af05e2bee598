using Bronx.Discord.Models;
using Bronx.Features.Setup.Drafts;
using Bronx.Features.Setup.Steps;
using Bronx.Platform.Options;

namespace Bronx.Features.Setup;

/// <summary>A draft beside what counts now: all that a card shows.</summary>
/// <param name="Preview">What the draft would change, and what stands against it.</param>
/// <param name="Missing">What the bot may not do in the server as a whole.</param>
/// <param name="OwnRole">How the bot's own role is called there.</param>
internal sealed record SetupState(SetupPath Path, SetupDraft Draft, OptionPreviewed Preview, Permissions Missing, string OwnRole)
{
    public OptionValues After => Preview.After;

    /// <summary>What the bot lacks for the choices of a step, or of all.</summary>
    public Permissions MissingFor(SetupStep? step) => (step?.Needs(After) ?? Path.Needs(After)) & Missing;
}
