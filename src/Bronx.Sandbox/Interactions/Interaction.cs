using System.Text.Json.Nodes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Interactions;

/// <summary>One interaction from the person's click to the end of its token.</summary>
internal sealed class Interaction(Snowflake id, string token, InteractionKind kind, User person, Channel channel, DateTimeOffset startedAt)
{
    public Snowflake Id { get; } = id;

    public string Token { get; } = token;

    public InteractionKind Kind { get; } = kind;

    public User Person { get; } = person;

    public Channel Channel { get; } = channel;

    public DateTimeOffset StartedAt { get; } = startedAt;

    public ApplicationCommand? Command { get; init; }

    /// <summary>The message whose component was used, or from which the modal was opened.</summary>
    public Message? Source { get; init; }

    /// <summary>The interaction that opened the modal which this one submits.</summary>
    public Interaction? Opener { get; init; }

    public JsonObject? Metadata { get; set; }

    public InteractionState State { get; set; } = InteractionState.Waiting;

    /// <summary>How the bot answered first; zero as long as it did not.</summary>
    public CallbackKind Answer { get; set; }

    /// <summary>The message that <c>@original</c> means.</summary>
    public Message? Original { get; set; }

    public JsonObject? Modal { get; set; }

    public bool ModalSubmitted { get; set; }

    public JsonArray? Choices { get; set; }

    public ITimer? Deadline { get; set; }

    public Action? Settled { get; set; }

    /// <summary>Whether the first follow-up fills the "thinking" message instead of making a new one.</summary>
    public bool ThinkingIsOpen => Answer == CallbackKind.DeferredMessage && Original?.Flags.HasFlag(MessageFlags.Loading) == true;
}

internal enum InteractionKind
{
    Command = 2,
    Component = 3,
    Autocomplete = 4,
    ModalSubmit = 5,
}

internal enum InteractionState
{
    Waiting,
    Answered,
    Failed,
}

internal enum CallbackKind
{
    None = 0,
    Pong = 1,
    Message = 4,
    DeferredMessage = 5,
    DeferredUpdate = 6,
    Update = 7,
    Autocomplete = 8,
    Modal = 9,
}
