using Bronx.Discord;
using Bronx.Discord.Gateway;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Platform.Events;

/// <summary>A registered listener and how to connect it.</summary>
internal sealed record ListenerEntry(Action<IServiceProvider, DiscordClient> Attach)
{
    public static ListenerEntry Of<TListener, TEvent>()
        where TListener : class, IListener<TEvent>
        where TEvent : GatewayEvent =>
        new(static (provider, client) => client.On<TEvent>(provider.GetRequiredService<TListener>().HearAsync));
}
