using Bronx.Discord.Gateway;

namespace Bronx.Platform.Events;

/// <summary>Hears one kind of event from the gateway. Events of one server come in order; an exception is logged and stops nothing.</summary>
public interface IListener<in TEvent>
    where TEvent : GatewayEvent
{
    /// <summary>Short: the next event of the same server waits for it, for no longer than a second.</summary>
    ValueTask HearAsync(TEvent happened, CancellationToken ct);
}
