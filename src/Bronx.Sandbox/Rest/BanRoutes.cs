using System.Text.Json.Nodes;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Rest;

/// <summary>Bans of a guild, one by one and in bulk.</summary>
internal sealed class BanRoutes(World world)
{
    private const int LongestDeletion = 604_800;

    public void AddTo(RouteTable routes)
    {
        routes.Add("GET", "/guilds/{guild_id}/bans", List);
        routes.Add("GET", "/guilds/{guild_id}/bans/{user_id}", Get);
        routes.Add("PUT", "/guilds/{guild_id}/bans/{user_id}", Ban);
        routes.Add("DELETE", "/guilds/{guild_id}/bans/{user_id}", Lift);
        routes.Add("POST", "/guilds/{guild_id}/bulk-ban", BulkBan);
    }

    private RestAnswer List(RestCall call)
    {
        var guild = call.Guild();
        call.NeedInGuild(guild, Permission.BanMembers);
        var limit = call.Query.Whole("limit", 1, 1000, 1000);
        var after = call.Query.Id("after") ?? default;
        var before = call.Query.Id("before") ?? new Snowflake(ulong.MaxValue);
        return RestAnswer.Ok(Json.List(guild.Bans.Where(ban => ban.Key > after && ban.Key < before).OrderBy(ban => ban.Key).Take(limit), Shape));
    }

    private RestAnswer Get(RestCall call)
    {
        var guild = call.Guild();
        call.NeedInGuild(guild, Permission.BanMembers);
        var id = call.Id("user_id");
        return guild.Bans.TryGetValue(id, out var reason) ? RestAnswer.Ok(Shape(new KeyValuePair<Snowflake, string?>(id, reason))) : throw ApiError.UnknownBan;
    }

    private RestAnswer Ban(RestCall call)
    {
        var guild = call.Guild();
        var self = call.NeedInGuild(guild, Permission.BanMembers);
        var form = call.Form();
        var seconds = form.Whole("delete_message_seconds", 0, LongestDeletion) ?? 0;
        form.Errors.ThrowIfAny();
        var user = world.FindUser(call.Id("user_id")) ?? throw ApiError.UnknownUser;
        if (!MayBan(guild, self, user))
        {
            throw ApiError.MissingPermissions;
        }

        Ban(call, guild, user, seconds);
        return RestAnswer.Nothing;
    }

    private RestAnswer Lift(RestCall call)
    {
        var guild = call.Guild();
        call.NeedInGuild(guild, Permission.BanMembers);
        var id = call.Id("user_id");
        if (!guild.Bans.Remove(id))
        {
            throw ApiError.UnknownBan;
        }

        if (world.FindUser(id) is { } user)
        {
            world.Emit(new BanRemoved(guild, user));
        }

        call.Record(guild, AuditAction.MemberBanRemove, id);

        return RestAnswer.Nothing;
    }

    private RestAnswer BulkBan(RestCall call)
    {
        var guild = call.Guild();
        call.NeedInGuild(guild, Permission.ManageGuild);
        var self = call.NeedInGuild(guild, Permission.BanMembers);
        var form = call.Form();
        form.Require("user_ids");
        var ids = form.Ids("user_ids", 200) ?? [];
        var seconds = form.Whole("delete_message_seconds", 0, LongestDeletion) ?? 0;
        form.Errors.ThrowIfAny();
        List<Snowflake> banned = [], failed = [];
        foreach (var id in ids.Distinct())
        {
            if (world.FindUser(id) is { } user && !guild.Bans.ContainsKey(id) && MayBan(guild, self, user))
            {
                Ban(call, guild, user, seconds);
                banned.Add(id);
            }
            else
            {
                failed.Add(id);
            }
        }

        return banned.Count == 0
            ? throw ApiError.BulkBanFailed
            : RestAnswer.Ok(new JsonObject { ["banned_users"] = Json.Ids(banned), ["failed_users"] = Json.Ids(failed) });
    }

    private static bool MayBan(Guild guild, Member self, User user) =>
        user != self.User && (guild.FindMember(user.Id) is not { } member || PermissionMath.Outranks(guild, self, member));

    private void Ban(RestCall call, Guild guild, User user, long deleteSeconds)
    {
        guild.Bans[user.Id] = call.AuditReason;
        var wasMember = guild.RemoveMember(user.Id);
        if (deleteSeconds > 0)
        {
            DeleteRecent(guild, user, TimeSpan.FromSeconds(deleteSeconds));
        }

        world.Emit(new BanAdded(guild, user));
        if (wasMember)
        {
            world.Emit(new MemberLeft(guild, user));
        }

        call.Record(guild, AuditAction.MemberBanAdd, user.Id);
    }

    private void DeleteRecent(Guild guild, User user, TimeSpan age)
    {
        foreach (var channel in guild.Channels)
        {
            var ids = channel.History.All.Where(message => message.Author == user && world.Now - message.SentAt <= age).Select(message => message.Id).ToList();
            ids.ForEach(id => channel.History.Remove(id));
            if (ids.Count > 0)
            {
                world.Emit(new MessagesDeleted(channel, ids));
            }
        }
    }

    private JsonObject Shape(KeyValuePair<Snowflake, string?> ban) => new() { ["user"] = UserShape.Of(world.FindUser(ban.Key)!), ["reason"] = ban.Value };
}
