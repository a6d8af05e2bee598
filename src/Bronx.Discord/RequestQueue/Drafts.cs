using Bronx.Discord.Models;

namespace Bronx.Discord.RequestQueue;

/// <summary>Folds edits of one message into one.</summary>
internal static class Drafts
{
    /// <summary>What both edits would have left behind: the newer's fields, and the older's where the newer leaves a field as it is.</summary>
    public static MessageDraft Merge(MessageDraft older, MessageDraft newer) => newer with
    {
        Content = newer.Content ?? older.Content,
        Embeds = newer.Embeds ?? older.Embeds,
        Components = newer.Components ?? older.Components,
        Flags = newer.Flags ?? older.Flags,
        Files = newer.Files ?? older.Files,
    };
}
