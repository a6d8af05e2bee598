using System.Text.Json;
using Bronx.Sandbox.Forms;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Rest;

/// <summary>Roles of a guild: only those below the bot's own, and only permissions the bot has itself.</summary>
internal sealed class RoleRoutes(World world)
{
    private const int Limit = 250;

    public void AddTo(RouteTable routes)
    {
        routes.Add("GET", "/guilds/{guild_id}/roles", call => RestAnswer.Ok(Json.List(call.Guild().Roles, GuildShape.Of)));
        routes.Add("GET", "/guilds/{guild_id}/roles/{role_id}", call => RestAnswer.Ok(GuildShape.Of(Role(call))));
        routes.Add("POST", "/guilds/{guild_id}/roles", Create);
        routes.Add("PATCH", "/guilds/{guild_id}/roles", Move);
        routes.Add("PATCH", "/guilds/{guild_id}/roles/{role_id}", Edit);
        routes.Add("DELETE", "/guilds/{guild_id}/roles/{role_id}", Delete);
    }

    private RestAnswer Create(RestCall call)
    {
        var guild = call.Guild();
        var self = call.NeedInGuild(guild, Permission.ManageRoles);
        if (guild.Roles.Count >= Limit)
        {
            throw ApiError.TooManyRoles;
        }

        var role = new Role(world.Ids.Next(), "new role") { Permissions = guild.Everyone.Permissions, Position = 1 };
        Read(call, guild, self, role);
        foreach (var other in guild.Roles.Where(other => other.Id != guild.Id))
        {
            other.Position++;
        }

        guild.Add(role);
        world.Emit(new RoleCreated(guild, role));
        call.Record(guild, AuditAction.RoleCreate, role.Id, ("name", null, role.Name));
        return RestAnswer.Ok(GuildShape.Of(role));
    }

    private RestAnswer Edit(RestCall call)
    {
        var guild = call.Guild();
        var role = Role(call);
        var self = Above(call, guild, role);
        var before = (role.Name, role.Permissions);
        Read(call, guild, self, role);
        world.Emit(new RoleChanged(guild, role));
        call.Record(guild, AuditAction.RoleUpdate, role.Id, ("name", before.Name, role.Name), ("permissions", Json.Bits(before.Permissions), Json.Bits(role.Permissions)));
        world.ReviewVisibility(guild);
        return RestAnswer.Ok(GuildShape.Of(role));
    }

    private RestAnswer Delete(RestCall call)
    {
        var guild = call.Guild();
        var role = Role(call);
        Above(call, guild, role);
        if (role.Managed || role.Id == guild.Id)
        {
            throw ApiError.InvalidRole;
        }

        guild.RemoveRole(role.Id);
        foreach (var member in guild.Members)
        {
            member.Roles.Remove(role.Id);
        }

        foreach (var channel in guild.Channels)
        {
            channel.Overwrites.RemoveAll(overwrite => overwrite.Id == role.Id);
        }

        world.Emit(new RoleDeleted(guild, role.Id));
        call.Record(guild, AuditAction.RoleDelete, role.Id, ("name", role.Name, null));
        world.ReviewVisibility(guild);
        return RestAnswer.Nothing;
    }

    private RestAnswer Move(RestCall call)
    {
        var guild = call.Guild();
        var self = call.NeedInGuild(guild, Permission.ManageRoles);
        if (call.Body.ValueKind != JsonValueKind.Array)
        {
            throw FormErrors.One("_body", "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
        }

        var errors = new FormErrors();
        List<(Role Role, int Position)> moves = [];
        foreach (var (index, element) in call.Body.EnumerateArray().Index())
        {
            var form = Form.Of(element, errors, index.ToString(System.Globalization.CultureInfo.InvariantCulture));
            var id = form.Id("id", required: true);
            var position = form.Whole("position", 0, Limit);
            if (id is { } known && position is { } place)
            {
                moves.Add((guild.FindRole(known) ?? throw ApiError.UnknownRole, (int)place));
            }
        }

        errors.ThrowIfAny();
        var top = PermissionMath.Rank(guild, self).Position;
        if (self.User.Id != guild.OwnerId && moves.Exists(move => !PermissionMath.Outranks(guild, self, move.Role) || move.Position >= top))
        {
            throw ApiError.MissingPermissions;
        }

        foreach (var (role, position) in moves.Where(move => move.Role.Position != move.Position))
        {
            role.Position = position;
            world.Emit(new RoleChanged(guild, role));
        }

        return RestAnswer.Ok(Json.List(guild.Roles, GuildShape.Of));
    }

    /// <summary>Reads the fields into the role; nothing changes if one is refused.</summary>
    private void Read(RestCall call, Guild guild, Member self, Role role)
    {
        var form = call.Form();
        var name = form.Text("name", 1, 100);
        var bits = form.Bits("permissions");
        var color = form.Whole("color", 0, 0xFFFFFF) ?? form.Object("colors")?.Whole("primary_color", 0, 0xFFFFFF);
        var hoist = form.Flag("hoist");
        var mentionable = form.Flag("mentionable");
        form.Errors.ThrowIfAny();
        if (bits is { } wanted && ((Permission)wanted & Permission.All & ~role.Permissions & ~PermissionMath.Base(guild, self, world.Now)) != Permission.None)
        {
            throw ApiError.MissingPermissions;
        }

        role.Name = name ?? role.Name;
        role.Permissions = bits is { } given ? (Permission)given & Permission.All : role.Permissions;
        role.Color = (int)(color ?? role.Color);
        role.Hoist = hoist ?? role.Hoist;
        role.Mentionable = mentionable ?? role.Mentionable;
    }

    private static Member Above(RestCall call, Guild guild, Role role)
    {
        var self = call.NeedInGuild(guild, Permission.ManageRoles);
        return PermissionMath.Outranks(guild, self, role) ? self : throw ApiError.MissingPermissions;
    }

    private static Role Role(RestCall call) => call.Guild().FindRole(call.Id("role_id")) ?? throw ApiError.UnknownRole;
}
