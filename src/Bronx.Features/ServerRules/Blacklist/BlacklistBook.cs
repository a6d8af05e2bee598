using System.Collections.Frozen;
using Bronx.Discord.Models;
using Bronx.Platform.Events;
using Bronx.Platform.People;
using Bronx.Platform.Storage;

namespace Bronx.Features.ServerRules.Blacklist;

/// <summary>
/// The blacklist in memory, whole: asking costs a lookup and never waits. A change counts here when it returns, in other processes
/// within a moment, and after every restart.
/// </summary>
internal sealed class BlacklistBook(BlacklistStore store, Database database, TimeProvider clock) : IStartUp, IPersonalData, IAsyncDisposable
{
    public const int Most = 10_000;

    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _loading = new(1);
    private FrozenDictionary<(BlacklistKind, ulong), BlacklistEntry> _entries = FrozenDictionary<(BlacklistKind, ulong), BlacklistEntry>.Empty;
    private Task _listening = Task.CompletedTask;
    private int _disposed;

    public string Title => "Blacklist";

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<BlacklistEntry> All => [.. _entries.Values.OrderBy(entry => entry.At).ThenBy(entry => entry.Id)];

    public BlacklistEntry? Find(UserId person) => Find(BlacklistKind.Person, person.Value);

    public BlacklistEntry? Find(GuildId server) => Find(BlacklistKind.Server, server.Value);

    /// <summary>False when there is no room for more.</summary>
    public async Task<bool> AddAsync(BlacklistKind kind, ulong id, string reason, UserId by, CancellationToken ct)
    {
        var added = await store.AddAsync(new BlacklistEntry(kind, id, reason, by, clock.GetUtcNow()), Most, ct);
        await LoadAsync(ct);
        return added;
    }

    /// <summary>Whether there was such an entry.</summary>
    public async Task<bool> RemoveAsync(BlacklistKind kind, ulong id, CancellationToken ct)
    {
        var removed = await store.RemoveAsync(kind, id, ct);
        await LoadAsync(ct);
        return removed;
    }

    public async Task StartAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        _listening = database.ListenAsync(BlacklistStore.Notice, LoadAsync, (_, stop) => LoadAsync(stop), _stopping.Token);
    }

    public Task<IReadOnlyList<PersonalTable>> ExportAsync(UserId person, CancellationToken ct) => Task.FromResult<IReadOnlyList<PersonalTable>>(
        Find(person) is { } entry ? [new("blacklist", ["since", "reason"], [[entry.At, entry.Reason]])] : []);

    public Task<Erasure> EraseAsync(UserId person, CancellationToken ct) => Task.FromResult(new Erasure(
        0, Find(person) is null ? null : "That you may not use me stays noted, or asking to be forgotten would be a way back."));

    public async ValueTask DisposeAsync()
    {
        // The container knows it by several names, and disposes of it once for each.
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        _loading.Dispose();
    }

    private BlacklistEntry? Find(BlacklistKind kind, ulong id) => Volatile.Read(ref _entries).GetValueOrDefault((kind, id));

    private async Task LoadAsync(CancellationToken ct)
    {
        // One at a time, so that an older reading never overwrites a newer one.
        await _loading.WaitAsync(ct);
        try
        {
            Volatile.Write(ref _entries, (await store.AllAsync(ct)).ToFrozenDictionary(entry => (entry.Kind, entry.Id)));
        }
        finally
        {
            _loading.Release();
        }
    }
}
