namespace Bronx.Discord.Models;

/// <summary>A file to send with a message.</summary>
/// <param name="Name">As it is shown; embeds refer to it as attachment://name.</param>
/// <param name="Content">Up to what the server allows, 10 MiB at least.</param>
/// <param name="Description">For those who cannot see it, up to 1024 characters.</param>
public sealed record FileDraft(string Name, ReadOnlyMemory<byte> Content, string? Description = null);

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
