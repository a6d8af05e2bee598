using Bronx.Discord;

namespace Bronx.Platform.Events;

/// <summary>What the slices do beside commands: at the start, and when something happens on a server.</summary>
public sealed class SliceEvents
{
    private readonly IServiceProvider _services;
    private readonly IEnumerable<IStartUp> _startUps;
    private readonly IEnumerable<ListenerEntry> _listeners;

    internal SliceEvents(IServiceProvider services, IEnumerable<IStartUp> startUps, IEnumerable<ListenerEntry> listeners)
    {
        _services = services;
        _startUps = startUps;
        _listeners = listeners;
    }

    /// <summary>Lets every slice do what it does at the start, one after the other in the order of their registration.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        foreach (var startUp in _startUps)
        {
            await startUp.StartAsync(ct);
        }
    }

    /// <summary>Connects every listener. Before the client starts.</summary>
    public void Attach(DiscordClient client)
    {
        foreach (var listener in _listeners)
        {
            listener.Attach(_services, client);
        }
    }
}
