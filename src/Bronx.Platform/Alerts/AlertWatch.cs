using System.Diagnostics.Metrics;
using Bronx.Platform.Jobs;

namespace Bronx.Platform.Alerts;

/// <summary>Looks at every rule, notes begins and ends, and has them told: one message each.</summary>
internal sealed class AlertWatch : IJob
{
    private readonly Func<CancellationToken, Task<IReadOnlyList<AlertReading>>> _read;
    private readonly AlertBoard _board;
    private readonly AlertHistory _history;
    private readonly AlertMessenger _messenger;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, AlertState> _states = new(StringComparer.Ordinal);

    public AlertWatch(AlertGauges gauges, AlertBoard board, AlertStore store, AlertMessenger messenger, IMeterFactory meters, TimeProvider time)
        : this(gauges.ReadAsync, board, store, messenger, meters, time)
    {
    }

    internal AlertWatch(
        Func<CancellationToken, Task<IReadOnlyList<AlertReading>>> read, AlertBoard board, AlertStore store, AlertMessenger messenger, IMeterFactory meters, TimeProvider time)
    {
        (_read, _board, _history, _messenger, _time) = (read, board, new AlertHistory(store, time), messenger, time);
        meters.Create("Bronx.Alerts").CreateObservableGauge(
            "alert.firing",
            () => board.Snapshot().Select(state => new Measurement<int>(state.Phase == AlertPhase.Firing ? 1 : 0, new KeyValuePair<string, object?>("alert", state.Rule.Name))),
            "{alert}",
            "Whether an alert goes on");
    }

    public static JobDefinition Definition { get; } =
        new("alerts", "Looks whether anything deserves your attention.", new JobSchedule.Every(TimeSpan.FromSeconds(5))) { OncePerInstallation = false, TimeLimit = TimeSpan.FromSeconds(30) };

    public async Task<string?> RunAsync(CancellationToken ct)
    {
        var at = _time.GetUtcNow();
        var readings = await _read(ct);
        var rules = readings.ToDictionary(reading => reading.Rule.Name, reading => reading.Rule, StringComparer.Ordinal);
        if (!_history.HasLookedBack)
        {
            await _history.KeepAsync(rules, at, ct);
        }

        // Shown before it is stored: a store that is away is itself a reason for an alert.
        _board.Tell([.. readings.Select(reading => Look(reading, at))]);
        var waits = await _history.KeepAsync(rules, at, ct);
        foreach (var turn in _history.TakeUntold())
        {
            Tell(turn);
        }

        await _messenger.SendAsync(ct);
        var goingOn = _history.GoingOn;
        return waits is not null ? $"the history waits for the store: {waits}"
            : goingOn.Count == 0 ? null
            : $"{goingOn.Count} going on: {string.Join(", ", goingOn)}";
    }

    private AlertState Look(AlertReading reading, DateTimeOffset at)
    {
        var name = reading.Rule.Name;
        var before = _states.GetValueOrDefault(name) ?? new AlertState(reading.Rule, AlertPhase.Unknown, null, null, at);
        var since = _history.Since(name);
        if (since is { } began && before.Phase != AlertPhase.Firing)
        {
            // It went on in a process that is gone.
            before = before with { Phase = AlertPhase.Firing, Since = began, GoodSince = null, UntoldSince = null };
        }

        var now = AlertRules.Next(before, reading.Rule, reading.Value, reading.Detail, at);
        _states[name] = now;
        if (since is null && now.Phase == AlertPhase.Firing)
        {
            _history.Begin(now, at);
        }
        else
        {
            _history.Look(now, isOver: now.Phase != AlertPhase.Firing, at);
        }

        return now;
    }

    private void Tell(AlertTurn turn)
    {
        if (turn.Lasted is { } lasted)
        {
            _messenger.Ended(turn.State, lasted, turn.Worst);
        }
        else
        {
            _messenger.Begun(turn.State);
        }
    }
}
