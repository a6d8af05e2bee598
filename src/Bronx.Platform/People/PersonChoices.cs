using Bronx.Platform.Options;

namespace Bronx.Platform.People;

/// <summary>What a person decides about being seen, counted and written to, in every server.</summary>
public static class PersonChoices
{
    /// <summary>Obeyed by every list that ranks people by name.</summary>
    public static readonly Option<bool> Leaderboards = Choose.Toggle(
        "privacy.leaderboards", fallback: true, "Leaderboards", "Whether leaderboards may show you.");

    /// <summary>Obeyed where uses of commands are recorded.</summary>
    public static readonly Option<bool> Tracking = Choose.Toggle(
        "privacy.tracking", fallback: true, "Counted by name", "Whether the commands you use are counted under your name; off, they are counted without it.");

    /// <summary>Obeyed by <see cref="DirectLine"/>, through which everything goes that was not just asked for.</summary>
    public static readonly Option<bool> DirectMessages = Choose.Toggle(
        "privacy.messages", fallback: true, "Direct messages", "Whether I may write to you directly; what you ask for yourself still comes.");

    public static OptionSchema Privacy { get; } = new(
        "privacy", OptionScope.Person, 1, "Privacy", "What others see of you, and what I keep.", [Leaderboards, Tracking, DirectMessages]);
}
