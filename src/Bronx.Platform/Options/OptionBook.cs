using System.Collections.Concurrent;
using Bronx.Discord.Models;
using Bronx.Platform.Events;
using Bronx.Platform.People;
using Microsoft.Extensions.Caching.Memory;

namespace Bronx.Platform.Options;

/// <summary>
/// What servers and persons have chosen. Servers' values are all in memory (about a kilobyte for each server that chose anything), so
/// asking costs a lookup; persons' are loaded when asked for. A change counts in this process when it returns, and in the others
/// within a moment.
/// </summary>
public sealed class OptionBook : IStartUp, IAsyncDisposable
{
    private const int PersonsInMemory = 20_000;

    private readonly OptionCatalogue _catalogue;
    private readonly OptionStore _store;
    private readonly OptionRelay _relay;
    private readonly OptionReader _reader;
    private readonly ConcurrentDictionary<ulong, OptionValues> _servers = new();
    private readonly MemoryCache _persons = new(new MemoryCacheOptions { SizeLimit = PersonsInMemory });
    private readonly Lock _gate = new();
    private long _epoch;
    private int _disposed;

    internal OptionBook(OptionCatalogue catalogue, OptionStore store, OptionRelay relay)
    {
        _catalogue = catalogue;
        _store = store;
        _relay = relay;
        _reader = new OptionReader(catalogue);
    }

    /// <summary>Values changed, here or in another process; raised after they count. Handlers are short and do not throw.</summary>
    public event Action<OptionTarget>? Changed;

    /// <summary>A change was made by this process.</summary>
    public event Action<OptionChangeSet>? Made;

    /// <summary>What a server chose. Never waits.</summary>
    public OptionValues Of(GuildId guild) => _servers.TryGetValue(guild.Value, out var values) ? values : OptionValues.Defaults;

    /// <summary>What a server chose; the defaults in a direct message.</summary>
    public OptionValues Of(GuildId? guild) => guild is { } here ? Of(here) : OptionValues.Defaults;

    public async ValueTask<OptionValues> OfAsync(UserId person, CancellationToken ct)
    {
        if (_persons.Get<OptionValues>(person.Value) is { } known)
        {
            return known;
        }

        var epoch = Volatile.Read(ref _epoch);
        var stored = await _store.OfAsync(person, ct);
        lock (_gate)
        {
            // What was read before something was forgotten must not come back after it.
            return epoch == _epoch ? Learn(person, stored, tell: false) : _reader.Read(OptionScope.Person, stored);
        }
    }

    public async ValueTask<OptionValues> OfAsync(OptionTarget target, CancellationToken ct) =>
        target.Scope == OptionScope.Server ? Of(new GuildId(target.Owner)) : await OfAsync(new UserId(target.Owner), ct);

    /// <summary>
    /// Changes options, all or none. Texts may be as people type them (channels and roles as mentions or ids); null is the default.
    /// Whether a channel or role exists and suits is the caller's to ask first: see <see cref="OptionInServer"/>.
    /// </summary>
    public async Task<OptionChangeOutcome> ChangeAsync(OptionTarget target, IReadOnlyDictionary<string, string?> texts, OptionCause cause, CancellationToken ct)
    {
        var wanted = new Dictionary<Option, string?>();
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, text) in texts)
        {
            if (!_catalogue.TryFind(key, target.Scope, out _, out var option))
            {
                problems[key] = _catalogue.Closest(key, target.Scope) is { } close ? $"there is no such setting; did you mean `{close}`?" : "there is no such setting";
            }
            else if (text is null)
            {
                wanted[option] = null;
            }
            else if (option.TryNormalize(text, out var stored, out var problem))
            {
                wanted[option] = stored == option.DefaultText ? null : stored;
            }
            else
            {
                problems[option.Key] = problem!;
            }
        }

        return problems.Count > 0
            ? new OptionChangeOutcome.Refused(problems)
            : await WriteAsync(target, cause, now => Decide(now, wanted, undoes: null), ct);
    }

    /// <summary>Takes a change back, if nothing of it has been changed again since.</summary>
    public async Task<OptionChangeOutcome> UndoAsync(OptionTarget target, long number, OptionCause cause, CancellationToken ct)
    {
        if (await _store.ChangeAsync(target, number, ct) is not { } set)
        {
            return new OptionChangeOutcome.NoSuchChange();
        }

        return await WriteAsync(
            target, cause,
            now =>
            {
                var values = _reader.Read(target.Scope, now);
                var wanted = new Dictionary<Option, string?>();
                List<string> since = [];
                foreach (var difference in set.Differences)
                {
                    if (!_catalogue.TryFind(difference.Key, target.Scope, out _, out var option))
                    {
                        continue;
                    }

                    wanted[option] = difference.Before;
                    if (values.TextOf(option) != (difference.After ?? option.DefaultText))
                    {
                        since.Add(difference.Key);
                    }
                }

                return since.Count > 0 ? OptionDecision.End(new OptionChangeOutcome.ChangedSince(since)) : Decide(now, wanted, number);
            },
            ct);
    }

    /// <summary>The log of changes, newest first.</summary>
    /// <param name="limit">1–100.</param>
    /// <param name="before">Only changes with a smaller number: the next page.</param>
    public Task<IReadOnlyList<OptionChangeSet>> ChangesAsync(OptionTarget target, int limit, long? before, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 100);
        return _store.ChangesAsync(target, limit, before, ct);
    }

    /// <summary>When an option last changed; null when it never did, as far as the log goes back.</summary>
    public Task<DateTimeOffset?> ChangedAtAsync(OptionTarget target, Option option, CancellationToken ct) => _store.ChangedAtAsync(target, option.Key, ct);

    /// <summary>One change of the log; null when it is not known (any more), or another's.</summary>
    public Task<OptionChangeSet?> FindChangeAsync(OptionTarget target, long number, CancellationToken ct) => _store.ChangeAsync(target, number, ct);

    /// <summary>Loads what servers chose, and begins to hear what other processes change.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        await LoadServersAsync(ct);
        _relay.Start(LoadServersAsync, ReloadAsync);
    }

    /// <summary>The container knows it under two names and disposes of it for each.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _relay.DisposeAsync();
        _persons.Dispose();
    }

    /// <summary>Erases a person's own options, and their name from servers' logs.</summary>
    internal async Task<long> EraseAsync(UserId person, CancellationToken ct)
    {
        var rows = await _store.EraseAsync(person, ct);
        Forget(person);
        return rows;
    }

    private async Task LoadServersAsync(CancellationToken ct)
    {
        foreach (var stored in await _store.ServersAsync(ct))
        {
            Learn(new OptionTarget(OptionScope.Server, stored.Owner), stored, tell: true);
        }

        // What was changed while nobody listened must not stay.
        Forget(person: null);
    }

    private async Task ReloadAsync(OptionTarget target, CancellationToken ct)
    {
        if (target.Scope == OptionScope.Server)
        {
            Learn(target, await _store.OfAsync(target, ct), tell: true);
        }
        else
        {
            Forget(new UserId(target.Owner));
            Changed?.Invoke(target);
        }
    }

    /// <summary>Persons are loaded anew when somebody asks.</summary>
    private void Forget(UserId? person)
    {
        lock (_gate)
        {
            _epoch++;
            if (person is { } one)
            {
                _persons.Remove(one.Value);
            }
            else
            {
                _persons.Clear();
            }
        }
    }

    private async Task<OptionChangeOutcome> WriteAsync(OptionTarget target, OptionCause cause, Func<StoredOptions, OptionDecision> decide, CancellationToken ct)
    {
        var write = await _store.ChangeAsync(target, cause, decide, ct);
        if (write.Now is { } now)
        {
            Learn(target, now, tell: true);
        }

        if (write.Outcome is OptionChangeOutcome.Changed changed)
        {
            Made?.Invoke(changed.Set);
        }

        return write.Outcome;
    }

    private OptionDecision Decide(StoredOptions now, Dictionary<Option, string?> wanted, long? undoes)
    {
        var scope = wanted.Count == 0 ? OptionScope.Server : _catalogue.Schemas.First(schema => schema.Options.Contains(wanted.Keys.First())).Scope;
        var before = _reader.Read(scope, now);
        var after = before.With(wanted);
        List<OptionDifference> differences =
        [
            .. wanted.Keys
                .Where(option => before.TextOf(option) != after.TextOf(option))
                .Select(option => new OptionDifference(option.Key, before.IsChosen(option) ? before.TextOf(option) : null, after.IsChosen(option) ? after.TextOf(option) : null)),
        ];
        if (differences.Count == 0)
        {
            return OptionDecision.End(new OptionChangeOutcome.Same());
        }

        var problems = _catalogue.Of(scope)
            .Where(schema => schema.Options.Any(wanted.ContainsKey))
            .Select(schema => (schema.Name, Problem: schema.Check(after)))
            .Where(found => found.Problem is not null)
            .ToDictionary(found => found.Name, found => found.Problem!, StringComparer.Ordinal);
        return problems.Count > 0
            ? OptionDecision.End(new OptionChangeOutcome.Refused(problems))
            : new OptionDecision(null, _reader.Rows(scope, after, now), differences, undoes);
    }

    /// <summary>Takes values in unless newer ones are known: loads and changes may overtake each other.</summary>
    private OptionValues Learn(OptionTarget target, StoredOptions stored, bool tell)
    {
        var values = _reader.Read(target.Scope, stored);
        OptionValues? known;
        lock (_gate)
        {
            known = target.Scope == OptionScope.Server ? _servers.GetValueOrDefault(target.Owner) : _persons.Get<OptionValues>(target.Owner);
            if (known?.Version > values.Version)
            {
                return known;
            }

            if (target.Scope == OptionScope.Server)
            {
                _servers[target.Owner] = values;
            }
            else
            {
                _persons.Set(target.Owner, values, new MemoryCacheEntryOptions { Size = 1 });
            }
        }

        // A process hears of its own changes too.
        if (tell && known?.Version != values.Version)
        {
            Changed?.Invoke(target);
        }

        return values;
    }
}

/// <summary>What persons chose for themselves, for <c>mydata</c>.</summary>
internal sealed class OptionPersonalData(OptionBook book) : IPersonalData
{
    public string Title => "Settings";

    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(UserId person, CancellationToken ct)
    {
        var values = await book.OfAsync(person, ct);
        var changes = await book.ChangesAsync(person, 100, null, ct);
        List<PersonalTable> tables = [];
        if (!values.IsDefault)
        {
            tables.Add(new("your settings", ["setting", "value"], [.. values.Stored().Select(IReadOnlyList<object?> (pair) => [pair.Key, pair.Value])]));
        }

        if (changes.Count > 0)
        {
            tables.Add(new("changes of your settings", ["when", "where", "setting", "before", "after"],
                [.. changes.SelectMany(set => set.Differences.Select(IReadOnlyList<object?> (one) => [set.At, set.Place, one.Key, one.Before, one.After]))]));
        }

        return tables;
    }

    public async Task<Erasure> EraseAsync(UserId person, CancellationToken ct) =>
        new(await book.EraseAsync(person, ct), null);
}
