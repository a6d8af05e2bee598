using System.Text.Json.Nodes;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Rest;

/// <summary>Invites of a guild.</summary>
internal sealed class InviteRoutes(World world)
{
    private const int Limit = 1_000;
    private const int CodeLength = 8;
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";

    public void AddTo(RouteTable routes)
    {
        routes.Add("POST", "/channels/{channel_id}/invites", Create);
        routes.Add("GET", "/channels/{channel_id}/invites", OfChannel);
        routes.Add("GET", "/guilds/{guild_id}/invites", OfGuild);
        routes.Add("GET", "/invites/{code}", Get, needsToken: false);
        routes.Add("DELETE", "/invites/{code}", Delete);
    }

    private RestAnswer Create(RestCall call)
    {
        var channel = call.Channel();
        var guild = channel.Guild ?? throw ApiError.NotInDirectMessages;
        call.Need(channel, Permission.CreateInstantInvite);
        var form = call.Form();
        var age = form.Whole("max_age", 0, 604_800) ?? 86_400;
        var uses = form.Whole("max_uses", 0, 100) ?? 0;
        var temporary = form.Flag("temporary") ?? false;
        var unique = form.Flag("unique") ?? false;
        form.Errors.ThrowIfAny();
        Forget(guild);
        if (!unique && guild.Invites.Values.FirstOrDefault(known => known.Channel == channel && known.Inviter == world.Bot && known.MaxAge.TotalSeconds == age && known.MaxUses == uses && known.Temporary == temporary) is { } same)
        {
            return RestAnswer.Ok(Shape(guild, same, full: true));
        }

        if (guild.Invites.Count >= Limit)
        {
            throw ApiError.TooManyInvites;
        }

        Span<char> code = stackalloc char[CodeLength];
        world.Chance.GetItems(Letters, code);
        var invite = new Invite(code.ToString(), channel, world.Bot, world.Now, TimeSpan.FromSeconds(age), (int)uses, temporary);
        guild.Invites[invite.Code] = invite;
        world.Emit(new InviteCreated(guild, invite));
        call.Record(guild, AuditAction.InviteCreate, null, ("code", null, invite.Code));
        return RestAnswer.Ok(Shape(guild, invite, full: true));
    }

    private RestAnswer OfChannel(RestCall call)
    {
        var channel = call.Channel();
        var guild = channel.Guild ?? throw ApiError.NotInDirectMessages;
        call.Need(channel, Permission.ManageChannels);
        return List(guild, guild.Invites.Values.Where(invite => invite.Channel == channel));
    }

    private RestAnswer OfGuild(RestCall call)
    {
        var guild = call.Guild();
        call.NeedInGuild(guild, Permission.ManageGuild);
        return List(guild, guild.Invites.Values);
    }

    private RestAnswer Get(RestCall call)
    {
        var (guild, invite) = Find(call);
        var shape = Shape(guild, invite, full: false);
        if (call.Query.Flag("with_counts"))
        {
            shape["approximate_member_count"] = guild.Members.Count;
            shape["approximate_presence_count"] = guild.Members.Count(member => member.Online);
        }

        return RestAnswer.Ok(shape);
    }

    private RestAnswer Delete(RestCall call)
    {
        var (guild, invite) = Find(call);
        if (!world.PermissionsOf(world.Bot, invite.Channel).HasFlag(Permission.ManageChannels))
        {
            call.NeedInGuild(guild, Permission.ManageGuild);
        }

        guild.Invites.Remove(invite.Code);
        world.Emit(new InviteDeleted(guild, invite));
        call.Record(guild, AuditAction.InviteDelete, null, ("code", invite.Code, null));
        return RestAnswer.Ok(Shape(guild, invite, full: false));
    }

    private (Guild Guild, Invite Invite) Find(RestCall call)
    {
        var code = call.Parameter("code");
        foreach (var guild in world.TouchedGuilds)
        {
            Forget(guild);
            if (guild.Invites.TryGetValue(code, out var invite))
            {
                return (guild, invite);
            }
        }

        throw ApiError.UnknownInvite;
    }

    private RestAnswer List(Guild guild, IEnumerable<Invite> invites)
    {
        Forget(guild);
        return RestAnswer.Ok(Json.List(invites, invite => Shape(guild, invite, full: true)));
    }

    private void Forget(Guild guild)
    {
        foreach (var over in guild.Invites.Values.Where(invite => invite.IsOver(world.Now)).ToList())
        {
            guild.Invites.Remove(over.Code);
        }
    }

    /// <param name="full">With what only those hear who may manage invites: uses and limits.</param>
    private static JsonObject Shape(Guild guild, Invite invite, bool full)
    {
        var shape = new JsonObject
        {
            ["type"] = 0,
            ["code"] = invite.Code,
            ["inviter"] = UserShape.Of(invite.Inviter),
            ["expires_at"] = Json.Instant(invite.ExpiresAt),
            ["guild_id"] = Json.Id(guild.Id),
            ["guild"] = new JsonObject
            {
                ["id"] = Json.Id(guild.Id),
                ["name"] = guild.Name,
                ["splash"] = null,
                ["banner"] = null,
                ["description"] = null,
                ["icon"] = null,
                ["features"] = new JsonArray(),
                ["verification_level"] = 1,
                ["vanity_url_code"] = null,
                ["nsfw_level"] = 0,
                ["nsfw"] = false,
                ["premium_subscription_count"] = 0,
            },
            ["channel"] = new JsonObject { ["id"] = Json.Id(invite.Channel.Id), ["type"] = (int)invite.Channel.Kind, ["name"] = invite.Channel.Name },
        };
        if (full)
        {
            shape["uses"] = invite.Uses;
            shape["max_uses"] = invite.MaxUses;
            shape["max_age"] = (int)invite.MaxAge.TotalSeconds;
            shape["temporary"] = invite.Temporary;
            shape["created_at"] = Json.Instant(invite.CreatedAt);
        }

        return shape;
    }
}
