using System.Diagnostics.Metrics;
using Bronx.Platform.Jobs;
using Bronx.Platform.Storage;

namespace Bronx.Platform.Alerts;

/// <summary>Looks at every rule, notes begins and ends, and has them told: one message each.</summary>
internal sealed class AlertWatch : IJob
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(5);

    /// <summary>A living process notes every minute what it sees going on; what was not noted for so long nobody watches any more.</summary>
    private static readonly TimeSpan LeftAfter = TimeSpan.FromMinutes(2);

    private readonly Func<CancellationToken, Task<IReadOnlyList<AlertReading>>> _read;
    private readonly AlertBoard _board;
    private readonly AlertStore _store;
    private readonly AlertMessenger _messenger;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, AlertState> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OpenAlert> _open = new(StringComparer.Ordinal);
    private Dictionary<string, OpenRow>? _atStart;
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
        var readings = await _read(ct);
        foreach (var reading in readings)
        {
            _states.TryAdd(reading.Rule.Name, new AlertState(reading.Rule, AlertPhase.Unknown, null, null, at));
        }

        await LookBackAsync(at, ct);
        foreach (var reading in readings)
        {
            var before = _states[reading.Rule.Name];
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
            Begin(now, at);
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

    private void Begin(AlertState now, DateTimeOffset at)
    {
        var name = now.Rule.Name;
        if (_atStart is not null && _atStart.Remove(name, out var begun))
        {
            // It went on when this process began: its begin was told by the one before.
            _open[name] = new OpenAlert(now, begun.BeganAt) { Id = begun.Id, Worst = AlertRules.Worse(now.Rule, begun.Worst, now.Value ?? begun.Worst) };
            return;
        }

        _open[name] = new OpenAlert(now, at);
        _messenger.Begun(now);
    }

    /// <summary>At the start: what went on when the last process ended.</summary>
    private async Task LookBackAsync(DateTimeOffset at, CancellationToken ct)
    {
        if (_atStart is not null)
        {
            return;
        }

        try
        {
            var rows = await TakeOverAsync(at, ct);
            _atStart = rows.GroupBy(row => row.Rule, StringComparer.Ordinal).ToDictionary(of => of.Key, of => of.First(), StringComparer.Ordinal);
        }
        catch (StorageException)
        {
            // Looked up in the next round; a store that is away puts off no look.
        }
    }

    /// <summary>Goes on with the alerts that nobody watches any more, so that their end is told.</summary>
    /// <returns>What somebody else may still watch, newest first.</returns>
    private async Task<IReadOnlyList<OpenRow>> TakeOverAsync(DateTimeOffset at, CancellationToken ct)
    {
        List<OpenRow> others = [];
        foreach (var row in await _store.OpenAsync(ct))
        {
            if (_open.Values.Any(open => open.Id == row.Id))
            {
                continue;
            }

            var isLeft = _store.HasOneProcess || at - row.SeenAt >= LeftAfter;
            if (!isLeft || _open.ContainsKey(row.Rule) || !_states.TryGetValue(row.Rule, out var state))
            {
                others.Add(row);
            }
            else if (await _store.TakeOverAsync(row, at, ct))
            {
                _open[row.Rule] = new OpenAlert(state, row.BeganAt) { Id = row.Id, Worst = row.Worst, SeenAt = at };
                _states[row.Rule] = state with { Phase = AlertPhase.Firing, Since = row.BeganAt, GoodSince = null };
            }
        }

        return others;
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
            var others = (await TakeOverAsync(at, ct)).Select(row => row.Id).ToHashSet();
            _atStart = _atStart?.Where(begun => others.Contains(begun.Value.Id)).ToDictionary(StringComparer.Ordinal);
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
