using System.Globalization;
using Bronx.Discord.Json;
using Bronx.Discord.Models;

namespace Bronx.Discord.Rest;

/// <content>Members: what moderators do. Refused here when the bot certainly may not; see <see cref="LocalRefusals"/>.</content>
public sealed partial class DiscordRest
{
    private static readonly byte[] NoTimeout = """{"communication_disabled_until":null}"""u8.ToArray();

    /// <summary>Bans somebody, a member or not, and deletes what they wrote in the last <paramref name="deleteMessages"/> (up to 7 days).</summary>
    public Task BanAsync(GuildId guild, UserId user, TimeSpan deleteMessages, RequestOptions options, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(deleteMessages, TimeSpan.FromDays(7));
        ArgumentOutOfRangeException.ThrowIfLessThan(deleteMessages, TimeSpan.Zero);
        _refusals.RequireAbove(guild, user, Permissions.BanMembers);
        return _queue.SendAsync(Request(Routes.Ban(guild, user), options, Json(new BanBody((int)deleteMessages.TotalSeconds), WireJson.Default.BanBody)), ct);
    }

    /// <summary>Lifts a ban. Error 10026 when there is none.</summary>
    public Task UnbanAsync(GuildId guild, UserId user, RequestOptions options, CancellationToken ct)
    {
        _refusals.Require(guild, Permissions.BanMembers);
        return _queue.SendAsync(Request(Routes.Unban(guild, user), options), ct);
    }

    /// <summary>Removes a member, who may come back with an invitation.</summary>
    public Task KickAsync(GuildId guild, UserId user, RequestOptions options, CancellationToken ct)
    {
        _refusals.RequireAbove(guild, user, Permissions.KickMembers);
        return _queue.SendAsync(Request(Routes.Kick(guild, user), options), ct);
    }

    /// <summary>Silences a member until an instant up to 28 days ahead; null ends it.</summary>
    public Task TimeoutAsync(GuildId guild, UserId user, DateTimeOffset? until, RequestOptions options, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(until ?? default, _clock.GetUtcNow() + TimeSpan.FromDays(28));
        _refusals.RequireTimeout(guild, user);
        var body = until is { } instant ? Json(new TimeoutBody(instant.ToString("O", CultureInfo.InvariantCulture)), WireJson.Default.TimeoutBody) : _ => NoTimeout;
        return _queue.SendAsync(Request(Routes.EditMember(guild, user), options, body), ct);
    }

    /// <summary>Sets a member's nickname, up to 32 characters; empty takes it away.</summary>
    public Task RenameAsync(GuildId guild, UserId user, string nick, RequestOptions options, CancellationToken ct)
    {
        _refusals.RequireAbove(guild, user, Permissions.ManageNicknames);
        return _queue.SendAsync(Request(Routes.EditMember(guild, user), options, Json(new NickBody(nick), WireJson.Default.NickBody)), ct);
    }

    public Task AddRoleAsync(GuildId guild, UserId user, RoleId role, RequestOptions options, CancellationToken ct)
    {
        _refusals.RequireRole(guild, role);
        return ChangeMemberAsync(guild, user, Request(Routes.AddRole(guild, user, role), options), ct);
    }

    public Task RemoveRoleAsync(GuildId guild, UserId user, RoleId role, RequestOptions options, CancellationToken ct)
    {
        _refusals.RequireRole(guild, role);
        return ChangeMemberAsync(guild, user, Request(Routes.RemoveRole(guild, user, role), options), ct);
    }

    public async Task<Member> GetMemberAsync(GuildId guild, UserId user, CancellationToken ct)
    {
        var member = await GetAsync(Routes.Member(guild, user), EntityReader.Member, ct);
        _cache.Members.Saw(guild, user, member);
        return member;
    }

    /// <summary>Members whose name or nickname begins with the query; limit 1–1000.</summary>
    public Task<IReadOnlyList<Member>> SearchMembersAsync(GuildId guild, string query, int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
        return GetAsync(Routes.SearchMembers(guild, query, limit), Members, ct);
    }

    /// <summary>What is remembered of the member is old from here on.</summary>
    private async Task ChangeMemberAsync(GuildId guild, UserId user, RequestQueue.ApiRequest request, CancellationToken ct)
    {
        await _queue.SendAsync(request, ct);
        _cache.Members.Forget(guild, user);
    }
}
