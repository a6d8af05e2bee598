namespace Bronx.Discord.Models;

/// <summary>Kinds of components (Discord's documentation, Components).</summary>
public enum ComponentType
{
    ActionRow = 1,
    Button = 2,
    StringSelect = 3,
    TextInput = 4,
    UserSelect = 5,
    RoleSelect = 6,
    MentionableSelect = 7,
    ChannelSelect = 8,
    Section = 9,
    TextDisplay = 10,
    Thumbnail = 11,
    MediaGallery = 12,
    File = 13,
    Separator = 14,
    Container = 17,
    Label = 18,
}

/// <summary>How a button looks. <see cref="Link"/> opens an address and raises no interaction.</summary>
public enum ButtonStyle
{
    Primary = 1,
    Secondary = 2,
    Success = 3,
    Danger = 4,
    Link = 5,
}

/// <summary>One line or several.</summary>
public enum TextInputStyle
{
    Short = 1,
    Paragraph = 2,
}

/// <summary>An emoji: a character in <see cref="Name"/>, or a custom one by id.</summary>
public sealed record Emoji
{
    public EmojiId? Id { get; init; }

    public string? Name { get; init; }

    public bool? Animated { get; init; }

    public static Emoji Unicode(string emoji) => new() { Name = emoji };
}

/// <summary>One choice of a string select: label, value and description up to 100 characters each.</summary>
public sealed record SelectOption(string Label, string Value)
{
    public string? Description { get; init; }

    public Emoji? Emoji { get; init; }

    public bool? Default { get; init; }
}

/// <summary>Somebody or something that is chosen already.</summary>
/// <param name="Type">"user", "role" or "channel".</param>
public sealed record SelectDefault(string Id, string Type);

/// <summary>
/// A component, flat as on the wire: which fields apply follows from <see cref="Type"/>. The factories make only legal ones.
/// </summary>
public sealed record Component
{
    public required ComponentType Type { get; init; }

    /// <summary>1–100 characters, unique in its message.</summary>
    public string? CustomId { get; init; }

    /// <summary>A <see cref="ButtonStyle"/> or a <see cref="TextInputStyle"/>.</summary>
    public int? Style { get; init; }

    /// <summary>Up to 80 characters on a button, 45 on a label.</summary>
    public string? Label { get; init; }

    public string? Description { get; init; }

    public Emoji? Emoji { get; init; }

    public string? Url { get; init; }

    public bool? Disabled { get; init; }

    public IReadOnlyList<SelectOption>? Options { get; init; }

    public string? Placeholder { get; init; }

    public int? MinValues { get; init; }

    public int? MaxValues { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public bool? Required { get; init; }

    /// <summary>What a text input holds, sent or submitted.</summary>
    public string? Value { get; init; }

    /// <summary>What was chosen, in a submitted modal.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    public IReadOnlyList<ChannelType>? ChannelTypes { get; init; }

    /// <summary>What is chosen already in a select of people, roles or channels.</summary>
    public IReadOnlyList<SelectDefault>? DefaultValues { get; init; }

    /// <summary>Text of a text display.</summary>
    public string? Content { get; init; }

    /// <summary>Children of a row, section or container.</summary>
    public IReadOnlyList<Component>? Components { get; init; }

    /// <summary>The child of a label.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("component")]
    public Component? Child { get; init; }

    /// <summary>One to five buttons, or one select.</summary>
    public static Component Row(params Component[] children) => new() { Type = ComponentType.ActionRow, Components = children };

    public static Component Button(ButtonStyle style, string label, string customId, Emoji? emoji = null, bool disabled = false) => new()
    {
        Type = ComponentType.Button,
        Style = (int)style,
        Label = label,
        CustomId = customId,
        Emoji = emoji,
        Disabled = disabled ? true : null,
    };

    public static Component LinkButton(string label, Uri url) => new()
    {
        Type = ComponentType.Button,
        Style = (int)ButtonStyle.Link,
        Label = label,
        Url = url.AbsoluteUri,
    };

    /// <summary>1–25 options; choose between <paramref name="min"/> and <paramref name="max"/> of them.</summary>
    public static Component StringSelect(string customId, string placeholder, IReadOnlyList<SelectOption> options, int min = 1, int max = 1, bool disabled = false) => new()
    {
        Type = ComponentType.StringSelect,
        CustomId = customId,
        Placeholder = placeholder,
        Options = options,
        MinValues = min,
        MaxValues = max,
        Disabled = disabled ? true : null,
    };

    /// <summary>Channels of the server, of the given types or of any. Media channels cannot be asked for by type (Discord's API description).</summary>
    /// <param name="max">1–25.</param>
    public static Component ChannelSelect(string customId, string placeholder, IReadOnlyList<ChannelType> types, IEnumerable<ChannelId> chosen, int min = 1, int max = 1) => new()
    {
        Type = ComponentType.ChannelSelect,
        CustomId = customId,
        Placeholder = placeholder,
        ChannelTypes = types.Count == 0 ? null : [.. types.Where(type => type != Models.ChannelType.GuildMedia)],
        DefaultValues = Defaults("channel", chosen.Select(id => id.Value)),
        MinValues = min,
        MaxValues = max,
    };

    /// <summary>Roles of the server.</summary>
    /// <param name="max">1–25.</param>
    public static Component RoleSelect(string customId, string placeholder, IEnumerable<RoleId> chosen, int min = 1, int max = 1) => new()
    {
        Type = ComponentType.RoleSelect,
        CustomId = customId,
        Placeholder = placeholder,
        DefaultValues = Defaults("role", chosen.Select(id => id.Value)),
        MinValues = min,
        MaxValues = max,
    };

    /// <summary>A text field; stands inside a <see cref="Labelled"/> in a modal.</summary>
    public static Component TextInput(string customId, TextInputStyle style, int minLength = 0, int maxLength = 4000, bool required = true, string? placeholder = null, string? value = null) => new()
    {
        Type = ComponentType.TextInput,
        CustomId = customId,
        Style = (int)style,
        MinLength = minLength,
        MaxLength = maxLength,
        Required = required,
        Placeholder = placeholder,
        Value = value,
    };

    /// <summary>A label (45 characters) with a hint (100) around a text field or select; only in modals.</summary>
    public static Component Labelled(string label, Component child, string? description = null) => new()
    {
        Type = ComponentType.Label,
        Label = label,
        Description = description,
        Child = child,
    };

    private static List<SelectDefault>? Defaults(string type, IEnumerable<ulong> ids) =>
        ids.Select(id => new SelectDefault(id.ToString(System.Globalization.CultureInfo.InvariantCulture), type)).ToList() is { Count: > 0 } chosen ? chosen : null;
}
