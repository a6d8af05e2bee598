namespace Bronx.Features.Terms;

/// <summary>How the person came to the form in which they decided.</summary>
internal enum TermsWay
{
    /// <summary>The prompt answered a message with a prefix command.</summary>
    Message,

    /// <summary>The prompt answered a slash command, button, select or modal.</summary>
    Slash,
}

/// <summary>One line of a person's history.</summary>
/// <param name="Version">The version's name, "1.0".</param>
/// <param name="Accepted">False for a declined version.</param>
internal sealed record TermsDecision(string Version, bool Accepted, TermsWay Way, DateTimeOffset At);

/// <summary>How many people decided what about one version.</summary>
internal sealed record TermsCount(string Version, long Accepted, long Declined);

/// <summary>What an acceptance was.</summary>
/// <param name="IsNew">False when this version had been accepted before, by another click or another device.</param>
/// <param name="IsFirst">Whether the person never accepted another version.</param>
/// <param name="At">When this version was accepted for the first time.</param>
internal sealed record Acceptance(bool IsNew, bool IsFirst, DateTimeOffset At);
