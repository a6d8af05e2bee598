using Bronx.Discord.Interactions;
using Bronx.Discord.Models;

namespace Bronx.Discord.Rest;

/// <summary>Callback types by number (Discord's documentation, Receiving and Responding).</summary>
internal static class Callbacks
{
    public static CallbackBody Of(InteractionReply reply) => reply switch
    {
        InteractionReply.Send(var draft) => new() { Type = 4, Data = Message(draft) },
        InteractionReply.DeferSend(var ephemeral) => new() { Type = 5, Data = ephemeral ? new() { Flags = MessageFlags.Ephemeral } : null },
        InteractionReply.DeferUpdate => new() { Type = 6 },
        InteractionReply.Update(var draft) => new() { Type = 7, Data = Message(draft) },
        InteractionReply.Suggest(var choices) => new() { Type = 8, Data = new() { Choices = choices } },
        InteractionReply.OpenModal(var modal) => new() { Type = 9, Data = new() { CustomId = modal.CustomId, Title = modal.Title, Components = modal.Components } },
        _ => throw new ArgumentOutOfRangeException(nameof(reply)),
    };

    /// <summary>What is sent beside it; null for nothing.</summary>
    public static IReadOnlyList<FileDraft>? FilesOf(InteractionReply reply) => reply switch
    {
        InteractionReply.Send(var draft) => draft.Files,
        InteractionReply.Update(var draft) => draft.Files,
        _ => null,
    };

    private static CallbackData Message(MessageDraft draft) => new()
    {
        Content = draft.Content,
        Embeds = draft.Embeds,
        Components = draft.Components,
        AllowedMentions = draft.AllowedMentions,
        Flags = draft.Flags,
        Attachments = FileBody.Of(draft.Files),
    };
}
