using System.Text.Json;
using Bronx.Sandbox.Interactions;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox;

/// <summary>An interaction that a person has begun: what became of it, as far as it is known.</summary>
public sealed class InteractionRun
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    private readonly World _world;
    private readonly TaskCompletionSource _settled;
    private readonly Interaction _interaction;

    internal InteractionRun(World world, Interaction interaction, TaskCompletionSource settled)
    {
        _world = world;
        _interaction = interaction;
        _settled = settled;
    }

    public Snowflake Id => _interaction.Id;

    /// <summary>The message that answers it, as it stands now; null if there is none (yet, or any more).</summary>
    public SeenMessage? Original
    {
        get
        {
            lock (_world.Gate)
            {
                return _interaction.Original is { } original && original.Channel.History.Find(original.Id) is not null
                    ? SeenMessage.Of(original, _world, _interaction.Person, edited: original.EditedAt is not null)
                    : null;
            }
        }
    }

    /// <summary>
    /// Waits for the bot's first answer, or for the failure after three seconds of the sandbox's clock. The timeout is real time, five
    /// minutes unless given: with a held clock, somebody has to move it before an unanswered interaction fails.
    /// </summary>
    public async Task<InteractionAnswer> AnswerAsync(TimeSpan? timeout = null)
    {
        var patience = timeout ?? DefaultTimeout;
        try
        {
            await _settled.Task.WaitAsync(patience, TimeProvider.System);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"The interaction was neither answered nor did its 3 s pass within {patience.TotalSeconds} s of real time.", late);
        }

        lock (_world.Gate)
        {
            return new InteractionAnswer(KindOf(_interaction), Original)
            {
                Modal = _interaction.Modal is { } modal ? SeenModal.Of(Id, modal) : null,
                Choices = _interaction.Choices is { } choices ? [.. choices.Select(choice => new SeenChoice((string)choice!["name"]!, JsonSerializer.SerializeToElement(choice["value"])))] : [],
            };
        }
    }

    private static InteractionAnswerKind KindOf(Interaction interaction) => interaction.Answer switch
    {
        CallbackKind.Message => InteractionAnswerKind.Message,
        CallbackKind.DeferredMessage => InteractionAnswerKind.Deferred,
        CallbackKind.DeferredUpdate => InteractionAnswerKind.DeferredUpdate,
        CallbackKind.Update => InteractionAnswerKind.Update,
        CallbackKind.Autocomplete => InteractionAnswerKind.Autocomplete,
        CallbackKind.Modal => InteractionAnswerKind.Modal,
        _ => InteractionAnswerKind.Failed,
    };
}

/// <summary>The first answer to an interaction.</summary>
/// <param name="Kind">How it was answered, or that it was not.</param>
/// <param name="Message">The message sent, updated or promised.</param>
public sealed record InteractionAnswer(InteractionAnswerKind Kind, SeenMessage? Message)
{
    /// <summary>The form that opened.</summary>
    public SeenModal? Modal { get; init; }

    /// <summary>Completions offered.</summary>
    public IReadOnlyList<SeenChoice> Choices { get; init; } = [];
}

/// <summary>An offered completion.</summary>
public sealed record SeenChoice(string Name, JsonElement Value);

/// <summary>How an interaction was answered first.</summary>
public enum InteractionAnswerKind
{
    /// <summary>Not within three seconds: the person reads that the bot did not respond in time.</summary>
    Failed,
    Message,
    Deferred,
    DeferredUpdate,
    Update,
    Modal,
    Autocomplete,
}
