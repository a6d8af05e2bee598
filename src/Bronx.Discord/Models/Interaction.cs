namespace Bronx.Discord.Models;

/// <summary>What a person did.</summary>
public enum InteractionType
{
    Ping = 1,
    Command = 2,
    Component = 3,
    Autocomplete = 4,
    ModalSubmit = 5,
}

/// <summary>A slash command used, a component pressed, or a modal submitted.</summary>
public sealed record Interaction
{
    public required InteractionId Id { get; init; }

    public required AppId ApplicationId { get; init; }

    public required InteractionType Type { get; init; }

    /// <summary>Answers within 3 s, follow-ups within 15 min.</summary>
    public required string Token { get; init; }

    public GuildId? GuildId { get; init; }

    public ChannelId? ChannelId { get; init; }

    public Channel? Channel { get; init; }

    /// <summary>In a server; with <see cref="Member.User"/> and computed <see cref="Member.Permissions"/>.</summary>
    public Member? Member { get; init; }

    /// <summary>In a direct message.</summary>
    public User? User { get; init; }

    /// <summary>What the bot may do in the channel.</summary>
    public Permissions? AppPermissions { get; init; }

    public string? Locale { get; init; }

    public InteractionPayload? Data { get; init; }

    /// <summary>The message a component sits on, also for a modal opened from one.</summary>
    public Message? Message { get; init; }

    /// <summary>Whoever acted.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public User Actor => Member?.User ?? User ?? throw new InvalidOperationException("An interaction names its person in member or user.");
}

/// <summary>The part of an interaction that depends on its type.</summary>
public sealed record InteractionPayload
{
    /// <summary>The command's id.</summary>
    public CommandId? Id { get; init; }

    public string? Name { get; init; }

    public int? Type { get; init; }

    public IReadOnlyList<InteractionOption>? Options { get; init; }

    public ResolvedEntities? Resolved { get; init; }

    public string? CustomId { get; init; }

    public ComponentType? ComponentType { get; init; }

    /// <summary>What was chosen in a select.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>The fields of a submitted modal.</summary>
    public IReadOnlyList<Component>? Components { get; init; }
}

/// <summary>An option of a slash command as it was filled in; subcommands nest.</summary>
public sealed record InteractionOption
{
    public required string Name { get; init; }

    public required CommandOptionType Type { get; init; }

    /// <summary>Text, number, boolean or id, as JSON has it.</summary>
    public System.Text.Json.JsonElement? Value { get; init; }

    public IReadOnlyList<InteractionOption>? Options { get; init; }

    public bool? Focused { get; init; }
}

/// <summary>What the ids in options stand for.</summary>
public sealed record ResolvedEntities
{
    public IReadOnlyDictionary<UserId, User>? Users { get; init; }

    public IReadOnlyDictionary<UserId, Member>? Members { get; init; }

    public IReadOnlyDictionary<RoleId, Role>? Roles { get; init; }

    public IReadOnlyDictionary<ChannelId, Channel>? Channels { get; init; }
}
