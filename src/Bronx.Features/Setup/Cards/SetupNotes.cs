using Bronx.Features.Setup.Drafts;
using Bronx.Platform.Options;

namespace Bronx.Features.Setup.Cards;

/// <summary>What a card says beside what the draft says.</summary>
internal sealed record SetupNotes
{
    /// <summary>News, in a sentence.</summary>
    public string? Note { get; init; }

    /// <summary>What was wrong with the last entry.</summary>
    public string? Problem { get; init; }

    /// <summary>Wizards of others for the same server.</summary>
    public IReadOnlyList<SetupDraft> Others { get; init; } = [];

    /// <summary>Search results to choose from.</summary>
    public (Option Option, IReadOnlyList<PickChoice> Choices)? Found { get; init; }
}
