namespace Bronx.Platform.Telemetry;

/// <summary>The bot's last known vitals: published by whoever runs the gateway, read by the dashboard and commands.</summary>
public sealed class VitalsBoard
{
    private readonly ChangeSignal _changes = new();
    private BotVitals _current = BotVitals.Unknown;

    public BotVitals Current => Volatile.Read(ref _current);

    /// <summary>Grows with every change.</summary>
    public long Version => _changes.Version;

    /// <summary>Publishing what is known already changes nothing.</summary>
    public void Publish(BotVitals vitals)
    {
        ArgumentNullException.ThrowIfNull(vitals);
        if (!vitals.Equals(Interlocked.Exchange(ref _current, vitals)))
        {
            _changes.Raise();
        }
    }

    /// <summary>Completes once <see cref="Version"/> is above <paramref name="seenVersion"/>; at once when it is already.</summary>
    public ValueTask WaitForChangeAsync(long seenVersion, CancellationToken cancel) => _changes.WaitAsync(seenVersion, cancel);
}
