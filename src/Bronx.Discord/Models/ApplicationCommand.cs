namespace Bronx.Discord.Models;

/// <summary>Types of a slash command's options.</summary>
public enum CommandOptionType
{
    Subcommand = 1,
    SubcommandGroup = 2,
    String = 3,
    Integer = 4,
    Boolean = 5,
    User = 6,
    Channel = 7,
    Role = 8,
    Mentionable = 9,
    Number = 10,
    Attachment = 11,
}

/// <summary>A slash command as it is registered.</summary>
public sealed record ApplicationCommand
{
    /// <summary>Given by Discord; null in what we send.</summary>
    public CommandId? Id { get; init; }

    /// <summary>1 for a chat input command.</summary>
    public int Type { get; init; } = 1;

    /// <summary>1–32 lower-case letters, digits, - and _.</summary>
    public required string Name { get; init; }

    /// <summary>1–100 characters.</summary>
    public required string Description { get; init; }

    public IReadOnlyList<ApplicationCommandOption>? Options { get; init; }

    /// <summary>Who sees it by default; null for everybody.</summary>
    public Permissions? DefaultMemberPermissions { get; init; }

    /// <summary>Where it can be used: 0 server, 1 direct message with the bot, 2 other private channels.</summary>
    public IReadOnlyList<int>? Contexts { get; init; }

    public bool? Nsfw { get; init; }
}

/// <summary>An option, subcommand or group.</summary>
public sealed record ApplicationCommandOption
{
    public required CommandOptionType Type { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public bool? Required { get; init; }

    public IReadOnlyList<CommandChoice>? Choices { get; init; }

    public IReadOnlyList<ApplicationCommandOption>? Options { get; init; }

    public IReadOnlyList<ChannelType>? ChannelTypes { get; init; }

    public long? MinValue { get; init; }

    public long? MaxValue { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public bool? Autocomplete { get; init; }
}

/// <summary>One of up to 25 choices of a text option; both parts 1–100 characters.</summary>
public sealed record CommandChoice(string Name, string Value);
