using System.Diagnostics.Metrics;
using Bronx.Platform.Jobs;
using Bronx.Platform.Storage;

namespace Bronx.Platform.Alerts;

/// <summary>Looks at every rule, notes begins and ends, and has them told: one message each.</summary>
internal sealed class AlertWatch : IJob
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(5);

    private readonly Func<CancellationToken, Task<IReadOnlyList<AlertReading>>> _read;
    private readonly AlertBoard _board;
    private readonly AlertStore _store;
    private readonly AlertMessenger _messenger;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, AlertState> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OpenAlert> _open = new(StringComparer.Ordinal);
    private DateTimeOffset _swept;

    public AlertWatch(AlertGauges gauges, AlertBoard board, AlertStore store, AlertMessenger messenger, IMeterFactory meters, TimeProvider time)
        : this(gauges.ReadAsync, board, store, messenger, meters, time)
    {
    }

    internal AlertWatch(
        Func<CancellationToken, Task<IReadOnlyList<AlertReading>>> read, AlertBoard board, AlertStore store, AlertMessenger messenger, IMeterFactory meters, TimeProvider time)
    {
        (_read, _board, _store, _messenger, _time) = (read, board, store, messenger, time);
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
        List<AlertState> states = [];
        List<(AlertState Before, AlertState Now)> turns = [];
        foreach (var reading in await _read(ct))
        {
            var before = _states.GetValueOrDefault(reading.Rule.Name) ?? new AlertState(reading.Rule, AlertPhase.Unknown, null, null, at);
            var now = AlertRules.Next(before, reading.Rule, reading.Value, reading.Detail, at);
            _states[reading.Rule.Name] = now;
            states.Add(now);
            turns.Add((before, now));
        }

        // Shown before it is stored: a store that is away is itself a reason for an alert.
        _board.Tell(states);
        foreach (var (before, now) in turns)
        {
            Turn(before, now, at);
        }

        await _messenger.SendAsync(ct);
        try
        {
            await KeepAsync(at, ct);
        }
        catch (StorageException away)
        {
            // The next look must not be put off: the history is brought up to date in a later round.
            return $"the history waits for the store: {away.Message}";
        }

        return _open.Count == 0 ? null : $"{_open.Count} going on: {string.Join(", ", _open.Keys)}";
    }

    private void Turn(AlertState before, AlertState now, DateTimeOffset at)
    {
        var name = now.Rule.Name;
        var (was, isFiring) = (before.Phase == AlertPhase.Firing, now.Phase == AlertPhase.Firing);
        if (isFiring && !was)
        {
            _open[name] = new OpenAlert(now, at);
            _messenger.Begun(now);
        }
        else if (_open.TryGetValue(name, out var open))
        {
            open.Worst = now.Value is { } value ? AlertRules.Worse(now.Rule, open.Worst, value) : open.Worst;
            if (was && !isFiring)
            {
                open.EndedAt = at;
                _messenger.Ended(now, at - open.BeganAt, open.Worst);
            }
        }
    }

    /// <summary>Brings the history up to date; what the store does not take now it takes in the next round.</summary>
    private async Task KeepAsync(DateTimeOffset at, CancellationToken ct)
    {
        foreach (var (name, open) in _open.ToArray())
        {
            open.Id ??= await _store.BeginAsync(open.Begin.Rule, open.Begin.Value ?? 0, open.Begin.Detail, open.BeganAt, ct);
            if (open.EndedAt is { } ended)
            {
                await _store.EndAsync(open.Id.Value, open.Worst, ended, ct);
                _open.Remove(name);
            }
            else if (at - open.SeenAt >= SeenEvery)
            {
                await _store.SeenAsync(open.Id.Value, open.Worst, at, ct);
                open.SeenAt = at;
            }
        }

        if (at - _swept >= SeenEvery)
        {
            await _store.EndForgottenAsync(at - ForgottenAfter, ct);
            _swept = at;
        }
    }

    private sealed class OpenAlert(AlertState begin, DateTimeOffset beganAt)
    {
        public AlertState Begin { get; } = begin;

        public DateTimeOffset BeganAt { get; } = beganAt;

        public long? Id { get; set; }

        public double Worst { get; set; } = begin.Value ?? 0;

        public DateTimeOffset SeenAt { get; set; } = beganAt;

        public DateTimeOffset? EndedAt { get; set; }
    }
}
