using System.Text.Json;
using System.Text.Json.Nodes;
using Bronx.Sandbox.People;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox;

/// <summary>A message as one person saw it at one instant: new, or after an edit.</summary>
public sealed class SeenMessage
{
    private SeenMessage(Message message, JsonObject shape, bool edited)
    {
        Id = message.Id;
        ChannelId = message.Channel.Id;
        AuthorId = message.Author.Id;
        FromBot = message.Author.IsBot;
        Content = message.Content;
        IsEphemeral = message.IsEphemeral;
        IsThinking = message.Flags.HasFlag(MessageFlags.Loading);
        IsEdit = edited;
        ReplyTo = message.ReplyTo;
        Json = JsonSerializer.SerializeToElement(shape);
        Embeds = [.. message.Embeds.OfType<JsonObject>().Select(SeenEmbed.Of)];
        Controls = [.. Components.Controls(message.Components).Select(SeenControl.Of)];
        Text = TextOf(message);
    }

    public Snowflake Id { get; }

    public Snowflake ChannelId { get; }

    public Snowflake AuthorId { get; }

    public bool FromBot { get; }

    public string Content { get; }

    /// <summary>Only this person sees it.</summary>
    public bool IsEphemeral { get; }

    /// <summary>The bot has deferred and says nothing yet.</summary>
    public bool IsThinking { get; }

    /// <summary>The message was there before and has changed.</summary>
    public bool IsEdit { get; }

    /// <summary>The message that this one answers, if any.</summary>
    public Snowflake? ReplyTo { get; }

    public IReadOnlyList<SeenEmbed> Embeds { get; }

    /// <summary>Buttons and selects in the order they are shown.</summary>
    public IReadOnlyList<SeenControl> Controls { get; }

    /// <summary>Everything there is to read: content, embeds, text displays, one part per line.</summary>
    public string Text { get; }

    /// <summary>The whole message in Discord's form.</summary>
    public JsonElement Json { get; }

    public override string ToString() => $"[{(IsEdit ? "edit" : "new")}{(IsEphemeral ? ", ephemeral" : "")}] {Text}";

    internal static SeenMessage Of(Message message, World world, User person, bool edited) =>
        new(message, MessageShape.ForPerson(message, world, person), edited);

    private static string TextOf(Message message)
    {
        List<string?> parts = [message.Content];
        foreach (var embed in message.Embeds.OfType<JsonObject>().Select(SeenEmbed.Of))
        {
            parts.AddRange([embed.Author, embed.Title, embed.Description]);
            parts.AddRange(embed.Fields.Select(field => $"{field.Name}: {field.Value}"));
            parts.Add(embed.Footer);
        }

        Displays(message.Components, parts);
        return string.Join('\n', parts.Where(part => !string.IsNullOrEmpty(part)));
    }

    private static void Displays(JsonArray components, List<string?> parts)
    {
        foreach (var component in components.OfType<JsonObject>())
        {
            if ((int)component["type"]! == 10)
            {
                parts.Add((string?)component["content"]);
            }

            if (component["components"] is JsonArray inner)
            {
                Displays(inner, parts);
            }
        }
    }
}

/// <summary>An embed as a person reads it.</summary>
public sealed record SeenEmbed(string? Title, string? Description, int? Color, string? Author, string? Footer, IReadOnlyList<SeenField> Fields)
{
    internal static SeenEmbed Of(JsonObject embed) => new(
        (string?)embed["title"],
        (string?)embed["description"],
        (int?)embed["color"],
        (string?)embed["author"]?["name"],
        (string?)embed["footer"]?["text"],
        embed["fields"] is JsonArray fields ? [.. fields.Select(field => new SeenField((string)field!["name"]!, (string)field["value"]!, (bool)field["inline"]!))] : []);
}

/// <summary>A field of an embed.</summary>
public sealed record SeenField(string Name, string Value, bool Inline);

/// <summary>A button or select.</summary>
/// <param name="Type">2 button; 3, 5 to 8 selects.</param>
/// <param name="CustomId">Null for links.</param>
/// <param name="Label">A button's label or a select's placeholder.</param>
/// <param name="Disabled">Whether it can be used.</param>
/// <param name="Style">A button's style, 1 to 6; 0 for selects.</param>
/// <param name="Url">Where a link leads.</param>
/// <param name="Options">A string select's options.</param>
public sealed record SeenControl(int Type, string? CustomId, string? Label, bool Disabled, int Style, string? Url, IReadOnlyList<SeenOption> Options)
{
    internal static SeenControl Of(JsonObject control) => new(
        (int)control["type"]!,
        (string?)control["custom_id"],
        (string?)(control["label"] ?? control["placeholder"]),
        (bool?)control["disabled"] ?? false,
        (int?)control["style"] ?? 0,
        (string?)control["url"],
        control["options"] is JsonArray options ? [.. options.Select(option => new SeenOption((string)option!["label"]!, (string)option["value"]!))] : []);
}

/// <summary>An option of a string select.</summary>
public sealed record SeenOption(string Label, string Value);
