namespace Bronx.Discord.Models;

/// <summary>A framed block in a message. Limits: title 256, description 4096, 25 fields, 6000 characters over all embeds.</summary>
public sealed record Embed
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? Url { get; init; }

    /// <summary>RGB.</summary>
    public int? Color { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    public EmbedAuthor? Author { get; init; }

    public EmbedFooter? Footer { get; init; }

    public EmbedImage? Thumbnail { get; init; }

    public EmbedImage? Image { get; init; }

    public IReadOnlyList<EmbedField>? Fields { get; init; }
}

/// <param name="Name">Up to 256 characters.</param>
/// <param name="Value">Up to 1024 characters.</param>
/// <param name="Inline">Shown beside its neighbours where there is room.</param>
public sealed record EmbedField(string Name, string Value, bool Inline = false);

public sealed record EmbedAuthor(string Name, string? Url = null, string? IconUrl = null);

public sealed record EmbedFooter(string Text, string? IconUrl = null);

public sealed record EmbedImage(string Url);
