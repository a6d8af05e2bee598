using Bronx.Discord.Models;
using Bronx.Platform.Caching;
using Bronx.Platform.Guilds;

namespace Bronx.Features.Economy.Leaderboard;

/// <summary>What people are called, asked of Discord once in a while. Names, not mentions: nobody is called by being listed.</summary>
internal sealed class NameBook
{
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly CachedValues<(GuildId? Guild, UserId User), string?> _names;

    public NameBook(IGuildDirectory directory, Cache cache) => _names = cache.Add(
        new CacheCategory<(GuildId? Guild, UserId User), string?>("names", Kept, key => $"{key.Guild?.ToString() ?? "anywhere"}/{key.User}") { Capacity = 20_000 },
        async (key, ct) => key.Guild is { } server
            ? NameOf(await directory.FindMemberAsync(server, key.User, ct))
            : (await directory.FindUserAsync(key.User, ct))?.DisplayName);

    /// <summary>The name in this server, or anywhere; null when they are not there.</summary>
    public ValueTask<string?> NameAsync(GuildId? guild, UserId user, CancellationToken ct) => _names.GetAsync((guild, user), ct);

    private static string? NameOf(Member? member) => member?.Nick ?? member?.User?.DisplayName;
}
