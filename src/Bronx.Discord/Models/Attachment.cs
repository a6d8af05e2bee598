namespace Bronx.Discord.Models;

/// <summary>A file of a message that Discord keeps.</summary>
public sealed record Attachment
{
    public required AttachmentId Id { get; init; }

    public required string Filename { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    public string? ContentType { get; init; }

    /// <summary>Where it can be fetched for about a day.</summary>
    public string? Url { get; init; }
}
