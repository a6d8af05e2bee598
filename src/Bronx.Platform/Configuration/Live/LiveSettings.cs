using System.Collections.Concurrent;
using Bronx.Discord.Models;
using Bronx.Platform.Events;
using Bronx.Platform.Jobs;
using Bronx.Platform.Storage;

namespace Bronx.Platform.Configuration.Live;

/// <summary>
/// Every live setting and its value. Asking costs a lookup in memory. A change counts in this process when it returns, in others within
/// half a minute; each is written down with who and when.
/// </summary>
public sealed class LiveSettings : IStartUp
{
    private readonly SortedDictionary<string, LiveSetting> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _values = new(StringComparer.Ordinal);
    private readonly LiveStore _store;

    /// <exception cref="ArgumentException">Our mistake: a key twice, or a default outside its bounds.</exception>
    public LiveSettings(IEnumerable<LiveSetting> known, Database database, TimeProvider time)
    {
        _store = new LiveStore(database, time);
        foreach (var setting in known)
        {
            if (setting.Default < setting.Min || setting.Default > setting.Max)
            {
                throw new ArgumentException($"The default of '{setting.Key}' is outside its bounds.", nameof(known));
            }

            _known.Add(setting.Key, setting);
        }
    }

    /// <summary>All of them, by key.</summary>
    public IReadOnlyCollection<LiveSetting> All => _known.Values;

    public LiveSetting? Find(string key) => _known.GetValueOrDefault(key.Trim().ToLowerInvariant());

    /// <summary>What counts now.</summary>
    public long Of(LiveSetting setting) => _values.TryGetValue(setting.Key, out var value) ? value : setting.Default;

    /// <summary>Changes one. The value must have passed <see cref="LiveSetting.Read"/>.</summary>
    /// <returns>What counted before.</returns>
    /// <exception cref="StorageException">The store does not take it; nothing changed.</exception>
    public async Task<long> ChangeAsync(LiveSetting setting, long value, UserId by, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, setting.Min);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, setting.Max);
        var before = await _store.ChangeAsync(setting, value, by, ct);
        _values[setting.Key] = value;
        return before;
    }

    /// <summary>The latest changes of a setting, newest first, at most ten.</summary>
    public Task<IReadOnlyList<LiveChange>> ChangesAsync(LiveSetting setting, CancellationToken ct) => _store.ChangesAsync(setting.Key, ct);

    /// <summary>Loads what was changed before.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        foreach (var (key, value) in await _store.AllAsync(ct))
        {
            // What an older or newer program knows is left alone.
            if (_known.TryGetValue(key, out var setting) && value >= setting.Min && value <= setting.Max)
            {
                _values[key] = value;
            }
        }
    }
}

/// <summary>Learns what other processes changed.</summary>
internal sealed class LiveSettingsJob(LiveSettings settings) : IJob
{
    public static JobDefinition Definition { get; } =
        new("live-settings", "Learns what owners changed in another process.", new JobSchedule.Every(TimeSpan.FromSeconds(30))) { OncePerInstallation = false, TimeLimit = TimeSpan.FromSeconds(30) };

    public async Task<string?> RunAsync(CancellationToken ct)
    {
        await settings.StartAsync(ct);
        return null;
    }
}

/// <summary>One change.</summary>
public sealed record LiveChange(string Key, long Before, long After, UserId By, DateTimeOffset At);
