namespace Bronx.Discord.Models;

/// <summary>
/// What is to be sent, or what an edit sets: a null field is left as it is, an empty list clears. Nobody is mentioned unless
/// <see cref="AllowedMentions"/> says so.
/// </summary>
public sealed record MessageDraft
{
    /// <summary>Up to 2000 characters.</summary>
    public string? Content { get; init; }

    /// <summary>Up to 10, together up to 6000 characters.</summary>
    public IReadOnlyList<Embed>? Embeds { get; init; }

    /// <summary>Up to 5 rows.</summary>
    public IReadOnlyList<Component>? Components { get; init; }

    /// <summary>Up to 10. In an edit they take the place of those that are there.</summary>
    public IReadOnlyList<FileDraft>? Files { get; init; }

    public AllowedMentions AllowedMentions { get; init; } = AllowedMentions.None;

    public MessageFlags? Flags { get; init; }

    /// <summary>Only when creating: the message to reply to.</summary>
    public MessageReference? MessageReference { get; init; }
}
