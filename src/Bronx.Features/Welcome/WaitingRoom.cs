using Bronx.Discord.Models;
using Bronx.Platform.Events;
using Bronx.Platform.People;

namespace Bronx.Features.Welcome;

/// <summary>
/// Newcomers who have not passed their server's screening yet, kept over restarts: only for them does a changed member mean that a
/// greeting is due. Bounded; who does not fit, or waits for more than a month, is not greeted.
/// </summary>
internal sealed class WaitingRoom(WaitingStore store, TimeProvider clock) : IStartUp, IPersonalData
{
    public const int Most = 50_000;
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private readonly Lock _gate = new();
    private readonly Dictionary<GuildId, HashSet<UserId>> _waiting = [];
    private int _count;

    public string Title => "Newcomers";

    public async Task StartAsync(CancellationToken ct)
    {
        foreach (var (guild, person) in await store.AllAsync(Most, ct))
        {
            TryAdd(guild, person);
        }
    }

    public async ValueTask EnterAsync(GuildId guild, UserId person, CancellationToken ct)
    {
        if (TryAdd(guild, person))
        {
            var now = clock.GetUtcNow();
            await store.AddAsync(guild, person, now, now - Longest, ct);
        }
    }

    public bool Contains(GuildId guild, UserId person)
    {
        lock (_gate)
        {
            return _waiting.TryGetValue(guild, out var people) && people.Contains(person);
        }
    }

    public IReadOnlyList<UserId> In(GuildId guild)
    {
        lock (_gate)
        {
            return _waiting.TryGetValue(guild, out var people) ? [.. people] : [];
        }
    }

    /// <summary>Whether they were waiting; they are not any more.</summary>
    public async ValueTask<bool> LeaveAsync(GuildId guild, UserId person, CancellationToken ct)
    {
        if (!TryRemove(guild, person))
        {
            return false;
        }

        await store.RemoveAsync(guild, person, ct);
        return true;
    }

    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(UserId person, CancellationToken ct)
    {
        var rows = await store.OfAsync(person, ct);
        return rows.Count == 0
            ? []
            : [new("servers whose screening you have not passed", ["server", "since"], [.. rows.Select(IReadOnlyList<object?> (row) => [row.Guild, DateTimeOffset.FromUnixTimeMilliseconds(row.Since)])])];
    }

    public async Task<Erasure> EraseAsync(UserId person, CancellationToken ct)
    {
        GuildId[] guilds;
        lock (_gate)
        {
            guilds = [.. _waiting.Keys];
        }

        foreach (var guild in guilds)
        {
            TryRemove(guild, person);
        }

        return new(await store.EraseAsync(person, ct), null);
    }

    private bool TryAdd(GuildId guild, UserId person)
    {
        lock (_gate)
        {
            if (_count >= Most)
            {
                return false;
            }

            if (!_waiting.TryGetValue(guild, out var people))
            {
                _waiting[guild] = people = [];
            }

            var added = people.Add(person);
            _count += added ? 1 : 0;
            return added;
        }
    }

    private bool TryRemove(GuildId guild, UserId person)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(guild, out var people) || !people.Remove(person))
            {
                return false;
            }

            _count--;
            if (people.Count == 0)
            {
                _waiting.Remove(guild);
            }

            return true;
        }
    }
}
