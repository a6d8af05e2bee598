using Bronx.Discord.Models;
using Bronx.Platform.Guilds;
using Microsoft.Extensions.Caching.Memory;

namespace Bronx.Dashboard.SignIn;

/// <summary>
/// Whether somebody manages a server, as the server's own roles say: the member is read from Discord, kept for half a minute for
/// looking, and read again for each change. The bot's owners have no say in servers that they do not manage.
/// </summary>
internal sealed class ServerAccess(IGuildDirectory directory, TimeProvider clock) : IDisposable
{
    private const int MostKept = 10_000;

    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);

    private readonly MemoryCache _members = new(new MemoryCacheOptions { SizeLimit = MostKept });

    /// <summary>The server and the member, when they manage it and the bot is there; null otherwise.</summary>
    /// <param name="fresh">Whether Discord is asked whatever is remembered.</param>
    /// <exception cref="HttpRequestException">Discord does not answer; nobody is let in then.</exception>
    public async Task<(GuildSummary Server, Member Member)?> FindAsync(GuildId guild, UserId person, bool fresh, CancellationToken ct)
    {
        if (directory.Find(guild) is not { } server || await MemberAsync(guild, person, fresh, ct) is not { } member)
        {
            return null;
        }

        member = member with { User = member.User ?? new User { Id = person, Username = "" } };
        return server.OwnerId == person || Manages(directory.PermissionsOf(guild, person, member) ?? Permissions.None) ? (server, member) : null;
    }

    public void Dispose() => _members.Dispose();

    private static bool Manages(Permissions permissions) => (permissions & (Permissions.ManageGuild | Permissions.Administrator)) != Permissions.None;

    private async Task<Member?> MemberAsync(GuildId guild, UserId person, bool fresh, CancellationToken ct)
    {
        var key = (guild.Value, person.Value);
        if (!fresh && _members.TryGetValue(key, out (DateTimeOffset Until, Member? Member) known) && clock.GetUtcNow() < known.Until)
        {
            return known.Member;
        }

        var member = await directory.FindMemberAsync(guild, person, ct);
        _members.Set(key, (clock.GetUtcNow() + KeptFor, member), new MemoryCacheEntryOptions { Size = 1 });
        return member;
    }
}
