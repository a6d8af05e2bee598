using System.Collections.Concurrent;
using Bronx.Discord.Models;
using Bronx.Features.ServerRules;
using Bronx.Platform.Events;
using Microsoft.Extensions.Logging;

namespace Bronx.Features.AutoModeration.Raids;

/// <summary>Where raid mode is on. It ends by itself, also when a restart lies between, and says so in the log channel.</summary>
internal sealed partial class RaidBook(RaidStore store, ServerLog notes, TimeProvider clock, ILogger<RaidBook> log) : IStartUp, IAsyncDisposable
{
    private readonly ConcurrentDictionary<GuildId, Raid> _raids = new();
    private readonly CancellationTokenSource _stopping = new();

    public bool IsOn(GuildId guild) => UntilIn(guild) is not null;

    /// <summary>Until when it is on; null when it is off.</summary>
    public DateTimeOffset? UntilIn(GuildId guild) => _raids.TryGetValue(guild, out var raid) && raid.Until > clock.GetUtcNow() ? raid.Until : null;

    /// <summary>Switches it on, or makes it last longer. False when it was on already.</summary>
    public async Task<bool> BeginAsync(GuildId guild, TimeSpan lasts, CancellationToken ct)
    {
        var until = clock.GetUtcNow() + lasts;
        if (UntilIn(guild) is { } known && known >= until)
        {
            return false;
        }

        var began = !IsOn(guild);
        Arm(guild, until);
        await store.KeepAsync(guild, until, ct);
        return began;
    }

    /// <summary>Switches it off. False when it was off already.</summary>
    public async Task<bool> EndAsync(GuildId guild, CancellationToken ct)
    {
        if (!_raids.TryRemove(guild, out var raid))
        {
            return false;
        }

        await raid.Timer.DisposeAsync();
        await store.RemoveAsync(guild, ct);
        return true;
    }

    public async Task StartAsync(CancellationToken ct)
    {
        foreach (var (guild, until) in await store.AllAsync(ct))
        {
            if (until > clock.GetUtcNow())
            {
                Arm(guild, until);
            }
            else
            {
                await store.RemoveAsync(guild, ct);
            }
        }
    }

    /// <summary>The container knows it under two names and disposes of it for each.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync();
        foreach (var raid in _raids.Values)
        {
            await raid.Timer.DisposeAsync();
        }

        _stopping.Dispose();
    }

    private void Arm(GuildId guild, DateTimeOffset until)
    {
        var raid = new Raid(until, clock.CreateTimer(_ => _ = CloseAsync(guild, until), null, until - clock.GetUtcNow(), Timeout.InfiniteTimeSpan));
        _raids.AddOrUpdate(guild, raid, (_, old) =>
        {
            old.Timer.Dispose();
            return raid;
        });
    }

    /// <summary>Its time is over, unless it was made longer meanwhile.</summary>
    private async Task CloseAsync(GuildId guild, DateTimeOffset until)
    {
        try
        {
            if (_raids.TryGetValue(guild, out var raid) && raid.Until == until && _raids.TryRemove(new KeyValuePair<GuildId, Raid>(guild, raid)))
            {
                await raid.Timer.DisposeAsync();
                notes.Note(guild, GuardTexts.RaidOver());
                await store.RemoveAsync(guild, _stopping.Token);
            }
        }
        catch (Exception fault)
        {
            // A timer has nobody above it who could hear of it. What is stored is past, and goes at the next start.
            Log.NotForgotten(log, fault, guild.Value);
        }
    }

    private sealed record Raid(DateTimeOffset Until, ITimer Timer);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The end of raid mode in server {Guild} was not stored")]
        public static partial void NotForgotten(ILogger logger, Exception fault, ulong guild);
    }
}
