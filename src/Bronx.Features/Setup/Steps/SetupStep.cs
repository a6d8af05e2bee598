using Bronx.Discord.Models;
using Bronx.Platform.Options;

namespace Bronx.Features.Setup.Steps;

/// <summary>One step of a wizard: which options it shows, in its order. What they look like follows from their declarations.</summary>
/// <param name="Title">One or two words.</param>
/// <param name="Intro">One sentence: what this step is good for.</param>
internal sealed record SetupStep(string Title, string Intro, IReadOnlyList<Option> Options)
{
    /// <summary>What the bot itself must be allowed to do in the server for what is chosen here.</summary>
    public Func<OptionValues, Permissions> Needs { get; init; } = static _ => Permissions.None;
}
