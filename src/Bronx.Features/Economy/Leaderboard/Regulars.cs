using Bronx.Discord.Models;
using Bronx.Platform.Commands;

namespace Bronx.Features.Economy.Leaderboard;

/// <summary>Who uses their coins in which server; what was noted lately is not written again.</summary>
internal sealed class Regulars(LeaderboardStore store)
{
    private const int Remembered = 20_000;

    private readonly Lock _gate = new();
    private readonly HashSet<(GuildId, UserId)> _noted = [];

    public async ValueTask SeenAsync(Call call, CancellationToken ct)
    {
        if (call.Guild is not { } guild || IsNoted(guild, call.Caller.Id))
        {
            return;
        }

        await store.AddRegularAsync(guild, call.Caller.Id, ct);
        lock (_gate)
        {
            if (_noted.Count >= Remembered)
            {
                _noted.Clear();
            }

            _noted.Add((guild, call.Caller.Id));
        }
    }

    /// <summary>Somebody left the server.</summary>
    public async ValueTask LeftAsync(GuildId guild, UserId user, CancellationToken ct)
    {
        await store.DropRegularAsync(guild, user, ct);
        lock (_gate) { _noted.Remove((guild, user)); }
    }

    /// <summary>The person was erased.</summary>
    public void Forget(UserId user)
    {
        lock (_gate) { _noted.RemoveWhere(known => known.Item2 == user); }
    }

    private bool IsNoted(GuildId guild, UserId user)
    {
        lock (_gate) { return _noted.Contains((guild, user)); }
    }
}
