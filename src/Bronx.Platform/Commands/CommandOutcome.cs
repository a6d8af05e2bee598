using Bronx.Discord.Interactions;

namespace Bronx.Platform.Commands;

/// <summary>Every way in which a command, button, select or modal can end. Closed.</summary>
public abstract record CommandOutcome
{
    private CommandOutcome()
    {
    }

    /// <summary>It ran; this is the answer (it replaces an early frame).</summary>
    public sealed record Replied(Reply Reply) : CommandOutcome;

    /// <summary>It ran; the message with the component changes to this. Only from components and their modals.</summary>
    public sealed record Updated(Reply Reply) : CommandOutcome;

    /// <summary>It ran; a form opens. Only from interactions, and not from a modal.</summary>
    public sealed record OpenedModal(Modal Modal) : CommandOutcome;

    /// <summary>It ran; there is nothing to say.</summary>
    public sealed record Acknowledged : CommandOutcome;

    /// <summary>It did not run, and the person is told what to do next.</summary>
    public sealed record Refused(Refusal Why, Reply Reply) : CommandOutcome;

    /// <summary>A fault of ours or of the world; only the pipeline makes it.</summary>
    public sealed record Failed(string ErrorId, Exception Fault) : CommandOutcome;

    /// <summary>No such command; only the pipeline makes it.</summary>
    /// <param name="Suggestion">A close name, when there is one.</param>
    public sealed record Unknown(string? Suggestion) : CommandOutcome;

    /// <summary>The usual end of a recipe.</summary>
    public static CommandOutcome Say(Reply reply) => new Replied(reply);

    /// <summary>A refusal with its advice.</summary>
    public static CommandOutcome Refuse(Refusal why, Reply reply) => new Refused(why, reply);
}
