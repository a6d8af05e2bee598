using Bronx.Discord.Models;
using Bronx.Platform.Guilds;

namespace Bronx.Features.Economy.Leaderboard;

/// <summary>What people are called, asked of Discord once in a while. Names, not mentions: nobody is called by being listed.</summary>
internal sealed class NameBook(IGuildDirectory directory, TimeProvider clock)
{
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private const int Remembered = 5_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(GuildId?, UserId), (string? Name, DateTimeOffset Until)> _names = [];

    /// <summary>The name in this server, or anywhere; null when they are not there.</summary>
    public async ValueTask<string?> NameAsync(GuildId? guild, UserId user, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (_names.TryGetValue((guild, user), out var known) && known.Until > now)
            {
                return known.Name;
            }
        }

        var name = guild is { } server ? NameOf(await directory.FindMemberAsync(server, user, ct)) : (await directory.FindUserAsync(user, ct))?.DisplayName;
        lock (_gate)
        {
            if (_names.Count >= Remembered)
            {
                _names.Clear();
            }

            _names[(guild, user)] = (name, now + Kept);
        }

        return name;
    }

    private static string? NameOf(Member? member) => member?.Nick ?? member?.User?.DisplayName;
}
