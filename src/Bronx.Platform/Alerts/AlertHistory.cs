using Bronx.Platform.Storage;

namespace Bronx.Platform.Alerts;

/// <summary>
/// The alerts that go on here, and what of them is stored and told. A store that is away or hangs holds up no look: what it does not take now it
/// takes later. Several processes may see the same alert: the first to store it tells its begin, the last its end.
/// </summary>
internal sealed class AlertHistory(AlertStore store, TimeProvider time)
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(5);

    /// <summary>A living process notes every minute what it sees going on; what was not noted for so long nobody watches any more.</summary>
    private static readonly TimeSpan LeftAfter = TimeSpan.FromMinutes(2);

    /// <summary>Well below the pace of the looks.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>A store that was slow answers while the next look goes on.</summary>
    private readonly Lock _gate = new();
    private readonly List<KeptAlert> _alerts = [];
    private Task _keeping = Task.CompletedTask;
    private DateTimeOffset? _swept;

    /// <summary>False until it is known what went on when this process began.</summary>
    public bool HasLookedBack
    {
        get
        {
            lock (_gate)
            {
                return _swept is not null;
            }
        }
    }

    /// <summary>Names of the rules whose alert goes on.</summary>
    public IReadOnlyList<string> GoingOn
    {
        get
        {
            lock (_gate)
            {
                return [.. _alerts.Where(alert => alert.EndedAt is null).Select(alert => alert.Begin.Rule.Name)];
            }
        }
    }

    /// <summary>Since when the rule's alert has been going on; null when none does.</summary>
    public DateTimeOffset? Since(string rule)
    {
        lock (_gate)
        {
            return Of(rule)?.BeganAt;
        }
    }

    public void Begin(AlertState state, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (Of(state.Rule.Name) is null)
            {
                _alerts.Add(new KeptAlert(state, at));
            }
        }
    }

    /// <summary>It goes on, or ends with this look.</summary>
    public void Look(AlertState state, bool isOver, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (Of(state.Rule.Name) is not { } alert)
            {
                return;
            }

            alert.Worst = state.Value is { } value ? AlertRules.Worse(state.Rule, alert.Worst, value) : alert.Worst;
            if (isOver)
            {
                (alert.EndedAt, alert.End) = (at, state);
            }
        }
    }

    /// <summary>Brings the store up to date, and waits for it a moment.</summary>
    /// <param name="rules">Every rule there is, by name.</param>
    /// <returns>Why it is not done yet; null when it is.</returns>
    public async Task<string?> KeepAsync(IReadOnlyDictionary<string, AlertRule> rules, DateTimeOffset at, CancellationToken ct)
    {
        if (_keeping.IsCompleted)
        {
            _keeping = KeepOnceAsync(rules, at);
        }

        try
        {
            await _keeping.WaitAsync(Patience, time, ct);
            return null;
        }
        catch (StorageException away)
        {
            return away.Message;
        }
        catch (TimeoutException)
        {
            return "it does not answer";
        }
    }

    /// <summary>What is to be told now, once each: begins that no other process told, and ends after which the alert goes on nowhere.</summary>
    public IReadOnlyList<AlertTurn> TakeUntold()
    {
        lock (_gate)
        {
            List<AlertTurn> turns = [];
            foreach (var alert in _alerts)
            {
                if (!alert.IsBeginTold && !alert.BeganElsewhere)
                {
                    turns.Add(new AlertTurn(alert.Begin, null, alert.Worst));
                }

                if (alert is { EndedAt: { } ended, End: { } end, IsEndTold: false, GoesOnElsewhere: false })
                {
                    turns.Add(new AlertTurn(end, ended - alert.BeganAt, alert.Worst));
                }

                (alert.IsBeginTold, alert.IsEndTold) = (true, alert.EndedAt is not null);
            }

            _alerts.RemoveAll(alert => alert is { IsEndTold: true, IsEndKept: true });
            return turns;
        }
    }

    /// <summary>Not cancelled with the look that began it: half of it would have to be done again.</summary>
    private async Task KeepOnceAsync(IReadOnlyDictionary<string, AlertRule> rules, DateTimeOffset at)
    {
        if (_swept is not { } swept || at - swept >= SeenEvery)
        {
            await TakeOverAsync(rules, at);
            await store.EndForgottenAsync(at - ForgottenAfter, CancellationToken.None);
            lock (_gate)
            {
                _swept = at;
            }
        }

        foreach (var alert in Copy())
        {
            alert.Id ??= await BeginAsync(alert, at);
            if (alert is { EndedAt: { } ended, IsEndKept: false })
            {
                var others = await store.EndAsync(alert.Id.Value, alert.Begin.Rule.Name, alert.Worst, ended, at - LeftAfter, CancellationToken.None);
                lock (_gate)
                {
                    (alert.GoesOnElsewhere, alert.IsEndKept) = (others, true);
                }
            }
            else if (at - alert.SeenAt >= SeenEvery)
            {
                await store.SeenAsync(alert.Id.Value, alert.Worst, at, CancellationToken.None);
                alert.SeenAt = at;
            }
        }
    }

    private async Task<long> BeginAsync(KeptAlert alert, DateTimeOffset at)
    {
        var (id, others) = await store.BeginAsync(alert.Begin.Rule, alert.Begin.Value ?? 0, alert.Begin.Detail, alert.BeganAt, at - LeftAfter, CancellationToken.None);
        lock (_gate)
        {
            alert.BeganElsewhere = others;
        }

        return id;
    }

    /// <summary>Goes on with the alerts that nobody watches any more, so that their end is told.</summary>
    private async Task TakeOverAsync(IReadOnlyDictionary<string, AlertRule> rules, DateTimeOffset at)
    {
        var own = Copy().Select(alert => alert.Id).ToHashSet();
        foreach (var row in await store.OpenAsync(CancellationToken.None))
        {
            var isLeft = store.HasOneProcess || at - row.SeenAt >= LeftAfter;
            if (isLeft && !own.Contains(row.Id) && rules.TryGetValue(row.Rule, out var rule) && await store.TakeOverAsync(row, at, CancellationToken.None))
            {
                await GoOnAsync(row, rule, at);
            }
        }
    }

    /// <summary>One alert of one rule goes on here, whoever saw it first.</summary>
    private async Task GoOnAsync(OpenRow row, AlertRule rule, DateTimeOffset at)
    {
        long? doubled;
        lock (_gate)
        {
            if (Of(row.Rule) is not { } alert)
            {
                alert = new KeptAlert(new AlertState(rule, AlertPhase.Firing, row.Worst, null, row.BeganAt), row.BeganAt);
                _alerts.Add(alert);
            }

            doubled = alert.Id;
            alert.GoesBackTo(row, at);
        }

        if (doubled is { } id)
        {
            await store.RemoveAsync(id, CancellationToken.None);
        }
    }

    private KeptAlert? Of(string rule) => _alerts.Find(alert => alert.EndedAt is null && alert.Begin.Rule.Name == rule);

    private KeptAlert[] Copy()
    {
        lock (_gate)
        {
            return [.. _alerts];
        }
    }
}

/// <summary>What is to be told: a begin, or an end with how long the alert lasted.</summary>
/// <param name="Lasted">Null for a begin.</param>
internal sealed record AlertTurn(AlertState State, TimeSpan? Lasted, double Worst);
