using System.Text.Json.Nodes;
using Bronx.Sandbox.Shapes;

namespace Bronx.Sandbox.Gateway;

/// <summary>
/// One event as the gateway sends it. Rendered at most twice, with and without message content, however many sessions hear it.
/// </summary>
/// <param name="Name">For example <c>MESSAGE_CREATE</c>.</param>
/// <param name="Guild">Decides the shard; null goes to shard 0.</param>
/// <param name="Needs">The session must have one of these intents; none means it always comes.</param>
/// <param name="Data">Builds the payload.</param>
internal sealed record EventDispatch(string Name, Snowflake? Guild, Intents Needs, Func<JsonObject> Data)
{
    private byte[]? _whole;
    private byte[]? _stripped;

    /// <summary>Takes out what MESSAGE_CONTENT guards; null if nothing in the event is guarded.</summary>
    public Action<JsonObject>? Strip { get; init; }

    /// <summary>Writes the whole payload faster than <see cref="Data"/> builds it, and the same.</summary>
    public Func<byte[]>? Octets { get; init; }

    /// <summary>Builds the payload for each session apart, where it depends on what the session asked for.</summary>
    public Func<GatewaySession, JsonObject>? PerSession { get; init; }

    public byte[]? For(GatewaySession session)
    {
        if (Needs != Intents.None && (session.Intents & Needs) == Intents.None)
        {
            return null;
        }

        if (PerSession is not null)
        {
            return Json.Octets(PerSession(session));
        }

        if (Strip is null || session.Intents.HasFlag(Intents.MessageContent))
        {
            return _whole ??= Octets?.Invoke() ?? Json.Octets(Data());
        }

        if (_stripped is null)
        {
            var shape = Data();
            Strip(shape);
            _stripped = Json.Octets(shape);
        }

        return _stripped;
    }
}
