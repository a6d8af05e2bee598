using System.Text.Json.Nodes;
using Bronx.Sandbox.Forms;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Rest;

/// <summary>Members of a guild: look, edit, roles, kick. Who may do what to whom follows the role hierarchy.</summary>
internal sealed class MemberRoutes(World world)
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(28);

    public void AddTo(RouteTable routes)
    {
        routes.Add("GET", "/guilds/{guild_id}/members", List);
        routes.Add("GET", "/guilds/{guild_id}/members/search", Search);
        routes.Add("PATCH", "/guilds/{guild_id}/members/@me", EditOwn);
        routes.Add("GET", "/guilds/{guild_id}/members/{user_id}", call => RestAnswer.Ok(UserShape.Of(Target(call))));
        routes.Add("PATCH", "/guilds/{guild_id}/members/{user_id}", Edit);
        routes.Add("DELETE", "/guilds/{guild_id}/members/{user_id}", Kick);
        routes.Add("PUT", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}", call => ChangeRole(call, add: true));
        routes.Add("DELETE", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}", call => ChangeRole(call, add: false));
    }

    private static RestAnswer List(RestCall call)
    {
        var guild = call.World.BotListsMembers ? call.Guild() : throw ApiError.MissingAccess;
        var limit = call.Query.Whole("limit", 1, 1000, 1);
        var after = call.Query.Id("after") ?? default;
        var found = guild.Members.Where(member => member.User.Id > after).OrderBy(member => member.User.Id).Take(limit);
        return RestAnswer.Ok(Json.List(found, UserShape.Of));
    }

    private static RestAnswer Search(RestCall call)
    {
        var guild = call.Guild();
        var query = call.Query.Text("query");
        if (string.IsNullOrEmpty(query) || query.Length > 100)
        {
            throw FormErrors.One("query", query is null ? "BASE_TYPE_REQUIRED" : "BASE_TYPE_BAD_LENGTH", query is null ? "This field is required" : "Must be between 1 and 100 in length.");
        }

        var limit = call.Query.Whole("limit", 1, 1000, 1);
        var found = guild.Members.Where(member => member.User.Username.StartsWith(query, StringComparison.OrdinalIgnoreCase)
            || member.DisplayName.StartsWith(query, StringComparison.OrdinalIgnoreCase)).OrderBy(member => member.User.Id).Take(limit);
        return RestAnswer.Ok(Json.List(found, UserShape.Of));
    }

    private RestAnswer EditOwn(RestCall call)
    {
        var guild = call.Guild();
        var form = call.Form();
        var nick = form.Text("nick", 0, 32);
        form.Errors.ThrowIfAny();
        var self = guild.FindMember(world.Bot.Id)!;
        if (form.Has("nick"))
        {
            self = call.NeedInGuild(guild, Permission.ChangeNickname);
            self.Nick = string.IsNullOrEmpty(nick) ? null : nick;
            world.Emit(new MemberChanged(guild, self));
        }

        return RestAnswer.Ok(UserShape.Of(self));
    }

    private RestAnswer Edit(RestCall call)
    {
        var guild = call.Guild();
        var target = Target(call);
        var form = call.Form();
        var nick = form.Text("nick", 0, 32);
        var roles = form.Ids("roles", 250);
        var until = form.Instant("communication_disabled_until");
        if (until > world.Now + LongestTimeout)
        {
            form.Fail("communication_disabled_until", "GUILD_MEMBER_TIMEOUT_DURATION_TOO_LONG", "The timeout may end 28 days from now at the latest.");
        }

        form.Errors.ThrowIfAny();

        // All checks come first, so that a refused edit changes nothing.
        if (form.Has("nick"))
        {
            Above(guild, target.User == world.Bot ? call.NeedInGuild(guild, Permission.ChangeNickname) : call.NeedInGuild(guild, Permission.ManageNicknames), target);
        }

        var wanted = roles?.Distinct().ToList();
        if (wanted is not null)
        {
            var self = call.NeedInGuild(guild, Permission.ManageRoles);
            foreach (var id in wanted.Except(target.Roles).Concat(target.Roles.Except(wanted)))
            {
                CheckRole(guild, self, guild.FindRole(id) ?? throw ApiError.UnknownRole);
            }
        }

        if (form.Has("communication_disabled_until"))
        {
            Above(guild, call.NeedInGuild(guild, Permission.ModerateMembers), target);
            if (until is not null && PermissionMath.Base(guild, target, world.Now) == Permission.All)
            {
                throw ApiError.MissingPermissions;
            }
        }

        if (form.Holds("mute") || form.Holds("deaf") || form.Holds("channel_id"))
        {
            throw new ApiError(400, 40032, "Target user is not connected to voice.");
        }

        var (nickBefore, untilBefore, rolesBefore) = (target.Nick, target.TimedOutUntil, target.Roles.ToList());
        target.Nick = form.Has("nick") ? (string.IsNullOrEmpty(nick) ? null : nick) : target.Nick;
        target.TimedOutUntil = form.Has("communication_disabled_until") ? until : target.TimedOutUntil;
        if (wanted is not null)
        {
            target.Roles.Clear();
            target.Roles.AddRange(wanted);
        }

        Tell(guild, target);
        if (target.Nick != nickBefore)
        {
            call.Record(guild, AuditAction.MemberUpdate, target.User.Id, ("nick", nickBefore, target.Nick));
        }

        if (target.TimedOutUntil != untilBefore)
        {
            call.Record(guild, AuditAction.MemberUpdate, target.User.Id, ("communication_disabled_until", Json.Instant(untilBefore), Json.Instant(target.TimedOutUntil)));
        }

        RecordRoles(call, guild, target, rolesBefore);
        return RestAnswer.Ok(UserShape.Of(target));
    }

    private RestAnswer Kick(RestCall call)
    {
        var guild = call.Guild();
        var target = Target(call);
        Above(guild, call.NeedInGuild(guild, Permission.KickMembers), target);
        guild.RemoveMember(target.User.Id);
        world.Emit(new MemberLeft(guild, target.User));
        call.Record(guild, AuditAction.MemberKick, target.User.Id);
        return RestAnswer.Nothing;
    }

    private RestAnswer ChangeRole(RestCall call, bool add)
    {
        var guild = call.Guild();
        var target = Target(call);
        var role = guild.FindRole(call.Id("role_id")) ?? throw ApiError.UnknownRole;
        CheckRole(guild, call.NeedInGuild(guild, Permission.ManageRoles), role);
        var before = target.Roles.ToList();
        var changed = add ? !target.Roles.Contains(role.Id) : target.Roles.Remove(role.Id);
        if (changed)
        {
            if (add)
            {
                target.Roles.Add(role.Id);
            }

            Tell(guild, target);
            RecordRoles(call, guild, target, before);
        }

        return RestAnswer.Nothing;
    }

    private static void RecordRoles(RestCall call, Guild guild, Member member, List<Snowflake> before)
    {
        JsonArray Names(IEnumerable<Snowflake> ids) => Json.List(ids, id => new JsonObject { ["id"] = Json.Id(id), ["name"] = guild.FindRole(id)?.Name });
        List<Snowflake> added = [.. member.Roles.Except(before)], removed = [.. before.Except(member.Roles)];
        if (added.Count + removed.Count > 0)
        {
            List<(string, JsonNode?, JsonNode?)> changes = [];
            if (added.Count > 0)
            {
                changes.Add(("$add", null, Names(added)));
            }

            if (removed.Count > 0)
            {
                changes.Add(("$remove", null, Names(removed)));
            }

            call.Record(guild, AuditAction.MemberRoleUpdate, member.User.Id, changes);
        }
    }

    private void Tell(Guild guild, Member member)
    {
        world.Emit(new MemberChanged(guild, member));
        if (member.User == world.Bot)
        {
            world.ReviewVisibility(guild);
        }
    }

    private static void CheckRole(Guild guild, Member self, Role role)
    {
        if (role.Id == guild.Id || role.Managed)
        {
            throw ApiError.InvalidRole;
        }

        if (!PermissionMath.Outranks(guild, self, role))
        {
            throw ApiError.MissingPermissions;
        }
    }

    private static void Above(Guild guild, Member self, Member target)
    {
        if (self != target && !PermissionMath.Outranks(guild, self, target))
        {
            throw ApiError.MissingPermissions;
        }
    }

    private static Member Target(RestCall call)
    {
        var id = call.Id("user_id");
        return call.Guild().FindMember(id) ?? throw (call.World.FindUser(id) is null ? ApiError.UnknownUser : ApiError.UnknownMember);
    }
}
