using Bronx.Discord.Models;

namespace Bronx.Discord.Interactions;

/// <summary>The first answer to an interaction: exactly one of these, within 3 s (Discord's documentation, Receiving and Responding).</summary>
public abstract record InteractionReply
{
    private InteractionReply()
    {
    }

    /// <summary>A message where the person is; ephemeral by <see cref="MessageDraft.Flags"/>.</summary>
    public sealed record Send(MessageDraft Draft) : InteractionReply;

    /// <summary>"Thinking": the message follows by an edit of the original answer. Ephemerality is fixed here.</summary>
    public sealed record DeferSend(bool Ephemeral) : InteractionReply;

    /// <summary>Changes the message the component sits on.</summary>
    public sealed record Update(MessageDraft Draft) : InteractionReply;

    /// <summary>Acknowledges a component; the message may be changed later.</summary>
    public sealed record DeferUpdate : InteractionReply;

    /// <summary>Opens a modal; not as the answer to a modal.</summary>
    public sealed record OpenModal(Modal Modal) : InteractionReply;

    /// <summary>0–25 suggestions for the option being typed.</summary>
    public sealed record Suggest(IReadOnlyList<CommandChoice> Choices) : InteractionReply;
}

/// <summary>A form: title up to 45 characters, 1–5 labelled fields.</summary>
public sealed record Modal(string CustomId, string Title, IReadOnlyList<Component> Components);
