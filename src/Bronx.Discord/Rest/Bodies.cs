using System.Globalization;
using Bronx.Discord.Models;

namespace Bronx.Discord.Rest;

/// <summary>A message as it is sent: the draft, and what only the wire knows.</summary>
internal sealed record MessageBody
{
    public string? Content { get; init; }

    public IReadOnlyList<Embed>? Embeds { get; init; }

    public IReadOnlyList<Component>? Components { get; init; }

    public AllowedMentions? AllowedMentions { get; init; }

    public MessageFlags? Flags { get; init; }

    public MessageReference? MessageReference { get; init; }

    public string? Nonce { get; init; }

    public bool? EnforceNonce { get; init; }

    public IReadOnlyList<FileBody>? Attachments { get; init; }

    public static MessageBody Creating(MessageDraft draft, string nonce) => Changing(draft) with
    {
        MessageReference = draft.MessageReference,
        Nonce = nonce,
        EnforceNonce = true,
    };

    public static MessageBody Changing(MessageDraft draft) => new()
    {
        Content = draft.Content,
        Embeds = draft.Embeds,
        Components = draft.Components,
        AllowedMentions = draft.AllowedMentions,
        Flags = draft.Flags,
        Attachments = FileBody.Of(draft.Files),
    };
}

/// <summary>The first answer to an interaction.</summary>
internal sealed record CallbackBody
{
    public required int Type { get; init; }

    public CallbackData? Data { get; init; }
}

/// <summary>A message, a modal, or suggestions: which fields apply follows from the callback's type.</summary>
internal sealed record CallbackData
{
    public string? Content { get; init; }

    public IReadOnlyList<FileBody>? Attachments { get; init; }

    public IReadOnlyList<Embed>? Embeds { get; init; }

    public IReadOnlyList<Component>? Components { get; init; }

    public AllowedMentions? AllowedMentions { get; init; }

    public MessageFlags? Flags { get; init; }

    public string? CustomId { get; init; }

    public string? Title { get; init; }

    public IReadOnlyList<CommandChoice>? Choices { get; init; }
}

/// <summary>How a file of the form is to be shown; its id is its number there.</summary>
internal sealed record FileBody(string Id, string Filename, string? Description)
{
    public static IReadOnlyList<FileBody>? Of(IReadOnlyList<FileDraft>? files) =>
        files is { Count: > 0 } ? [.. files.Select((file, n) => new FileBody(n.ToString(CultureInfo.InvariantCulture), file.Name, file.Description))] : null;
}

internal sealed record BanBody(int DeleteMessageSeconds);

internal sealed record TimeoutBody(string CommunicationDisabledUntil);

internal sealed record NickBody(string Nick);

internal sealed record BulkDeleteBody(IReadOnlyList<MessageId> Messages);

internal sealed record OverwriteBody(int Type, Permissions Allow, Permissions Deny);

internal sealed record OpenDmBody(UserId RecipientId);

internal sealed record ApplicationBody(AppId Id);
