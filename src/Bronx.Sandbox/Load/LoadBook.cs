using System.Text.Json;
using Bronx.Sandbox.Interactions;
using Bronx.Sandbox.Rest;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Load;

/// <summary>
/// Who waits for what: tells which action a request of the bot belongs to. An interaction's is named in the path, a message's in its
/// reply reference; a message without one answers the oldest that waits in its channel. Under the world's lock.
/// </summary>
internal sealed class LoadBook(TimeProvider clock)
{
    private readonly Dictionary<Snowflake, LoadAction> _byInteraction = [];
    private readonly Dictionary<Snowflake, LoadAction> _byMessage = [];
    private readonly Dictionary<Snowflake, Queue<LoadAction>> _byChannel = [];
    private readonly Queue<(Snowflake Message, Snowflake Channel, LoadAction Action)> _messages = new();

    public void Add(Interaction interaction, LoadAction action) => _byInteraction[interaction.Id] = action;

    public void Add(Message message, LoadAction action)
    {
        _byMessage[message.Id] = action;
        _messages.Enqueue((message.Id, message.Channel.Id, action));
        if (!_byChannel.TryGetValue(message.Channel.Id, out var waiting))
        {
            _byChannel[message.Channel.Id] = waiting = new Queue<LoadAction>();
        }

        waiting.Enqueue(action);
    }

    public void Settled(Interaction interaction, LoadAction action)
    {
        _byInteraction.Remove(interaction.Id);
        action.Settled(interaction);
    }

    public void Heard(Route route, IReadOnlyDictionary<string, string> parameters, JsonElement body, long arrivedAt)
    {
        if (route is { Method: "POST", Template: "/interactions/{interaction_id}/{interaction_token}/callback" })
        {
            if (Id(parameters, "interaction_id") is { } interaction && _byInteraction.TryGetValue(interaction, out var action))
            {
                action.Requested(clock.GetElapsedTime(action.At, arrivedAt));
            }
        }
        else if (route is { Method: "POST", Template: "/channels/{channel_id}/messages" } && Id(parameters, "channel_id") is { } channel && Answered(channel, body) is { } said)
        {
            var after = clock.GetElapsedTime(said.At, arrivedAt);
            said.Requested(after);
            said.End(after <= InteractionDesk.AnswerTime);
        }
    }

    /// <summary>Gives up messages that nothing came for in three seconds, as a person would.</summary>
    public void Expire()
    {
        while (_messages.TryPeek(out var oldest) && (oldest.Action.Ended || clock.GetElapsedTime(oldest.Action.At) > InteractionDesk.AnswerTime))
        {
            _messages.Dequeue();
            oldest.Action.End(inTime: false);
            _byMessage.Remove(oldest.Message);
            if (_byChannel.TryGetValue(oldest.Channel, out var waiting))
            {
                DropEnded(waiting);
                if (waiting.Count == 0)
                {
                    _byChannel.Remove(oldest.Channel);
                }
            }
        }
    }

    private LoadAction? Answered(Snowflake channel, JsonElement body)
    {
        if (body.ValueKind == JsonValueKind.Object && body.TryGetProperty("message_reference", out var reference) && reference.ValueKind == JsonValueKind.Object
            && reference.TryGetProperty("message_id", out var target) && Snowflake.TryParse(target.ToString(), out var id))
        {
            return _byMessage.GetValueOrDefault(id);
        }

        if (!_byChannel.TryGetValue(channel, out var waiting))
        {
            return null;
        }

        DropEnded(waiting);
        return waiting.TryDequeue(out var oldest) ? oldest : null;
    }

    private static void DropEnded(Queue<LoadAction> waiting)
    {
        while (waiting.TryPeek(out var first) && first.Ended)
        {
            waiting.Dequeue();
        }
    }

    private static Snowflake? Id(IReadOnlyDictionary<string, string> parameters, string name) =>
        Snowflake.TryParse(parameters.GetValueOrDefault(name), out var id) ? id : null;
}
