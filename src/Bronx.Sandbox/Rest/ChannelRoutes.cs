using System.Text.Json;
using Bronx.Sandbox.Forms;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Rest;

/// <summary>Channels and their permission overwrites.</summary>
internal sealed class ChannelRoutes(World world, Threads threads)
{
    private const int Limit = 500;

    public void AddTo(RouteTable routes)
    {
        routes.Add("GET", "/channels/{channel_id}", call => RestAnswer.Ok(ChannelShape.Of(call.Channel())));
        routes.Add("PATCH", "/channels/{channel_id}", Edit);
        routes.Add("DELETE", "/channels/{channel_id}", Delete);
        routes.Add("GET", "/guilds/{guild_id}/channels", List);
        routes.Add("POST", "/guilds/{guild_id}/channels", Create);
        routes.Add("PUT", "/channels/{channel_id}/permissions/{overwrite_id}", SetOverwrite);
        routes.Add("DELETE", "/channels/{channel_id}/permissions/{overwrite_id}", RemoveOverwrite);
    }

    /// <summary>Only what the bot can see: hidden channels are on the gateway, obfuscated, but not here.</summary>
    private RestAnswer List(RestCall call) =>
        RestAnswer.Ok(Json.List(call.Guild().Channels.Where(channel => world.CanSee(world.Bot, channel)), ChannelShape.Of));

    private RestAnswer Create(RestCall call)
    {
        var guild = call.Guild();
        call.NeedInGuild(guild, Permission.ManageChannels);
        if (guild.Channels.Count >= Limit)
        {
            throw ApiError.TooManyChannels;
        }

        var form = call.Form();
        var name = form.Text("name", 1, 100, required: true);
        var kind = form.Choice("type", [0, 2, 4, 5]) ?? 0;
        form.Errors.ThrowIfAny();
        var channel = new Channel(world.Ids.Next(), (ChannelKind)kind, world.HistoryLimit)
        {
            Guild = guild,
            Name = name!,
            Position = guild.Channels.Max(other => other.Position) + 1,
        };
        Read(form, guild, channel);
        world.Add(channel);
        world.Emit(new ChannelCreated(channel));
        call.Record(guild, AuditAction.ChannelCreate, channel.Id, ("name", null, channel.Name));
        return RestAnswer.Created(ChannelShape.Of(channel));
    }

    private RestAnswer Edit(RestCall call)
    {
        var channel = call.Channel();
        if (channel.Guild is not { } guild)
        {
            throw ApiError.NotInDirectMessages;
        }

        if (channel.Thread is not null)
        {
            ThreadRoutes.Edit(call, channel, threads);
            return RestAnswer.Ok(ChannelShape.Of(channel));
        }

        call.Need(channel, Permission.ManageChannels);
        var before = channel.Name;
        Read(call.Form(), guild, channel);
        channel.SeenByBot = world.CanSee(world.Bot, channel);
        world.Emit(new ChannelChanged(channel));
        call.Record(guild, AuditAction.ChannelUpdate, channel.Id, ("name", before, channel.Name));
        return RestAnswer.Ok(ChannelShape.Of(channel));
    }

    private RestAnswer Delete(RestCall call)
    {
        var channel = call.Channel();
        if (channel.Guild is null)
        {
            return RestAnswer.Ok(ChannelShape.Of(channel));
        }

        if (channel.Thread is not null)
        {
            call.Need(channel, Permission.ManageThreads);
            threads.Delete(channel);
            call.Record(channel.Guild, AuditAction.ThreadDelete, channel.Id, ("name", channel.Name, null));
            return RestAnswer.Ok(ChannelShape.Of(channel));
        }

        call.Need(channel, Permission.ManageChannels);
        world.Remove(channel);
        foreach (var child in channel.Guild.Channels.Where(child => child.ParentId == channel.Id))
        {
            child.ParentId = null;
            world.Emit(new ChannelChanged(child));
        }

        world.Emit(new ChannelDeleted(channel));
        call.Record(channel.Guild, AuditAction.ChannelDelete, channel.Id, ("name", channel.Name, null));
        return RestAnswer.Ok(ChannelShape.Of(channel));
    }

    /// <summary>Reads the fields into the channel; nothing changes if one is refused.</summary>
    private static void Read(Form form, Guild guild, Channel channel)
    {
        var name = form.Text("name", 1, 100);
        var topic = form.Text("topic", 0, 1024);
        var position = form.Whole("position", 0, int.MaxValue);
        var slowmode = form.Whole("rate_limit_per_user", 0, 21_600);
        var nsfw = form.Flag("nsfw");
        var bitrate = form.Whole("bitrate", 8_000, 384_000);
        var userLimit = form.Whole("user_limit", 0, 99);
        var parent = form.Id("parent_id");
        if (parent is { } parentId && guild.FindChannel(parentId) is not { Kind: ChannelKind.Category })
        {
            form.Fail("parent_id", "CHANNEL_PARENT_INVALID", "Category does not exist");
        }

        var overwrites = form.Objects("permission_overwrites", 0, 100)?.Select(ReadOverwrite).ToList();
        form.Errors.ThrowIfAny();
        channel.Name = name is null ? channel.Name : channel.Kind is ChannelKind.Text or ChannelKind.Announcement ? name.ToLowerInvariant().Replace(' ', '-') : name;
        channel.Topic = form.Has("topic") ? topic : channel.Topic;
        channel.Position = (int)(position ?? channel.Position);
        channel.Slowmode = (int)(slowmode ?? channel.Slowmode);
        channel.Nsfw = nsfw ?? channel.Nsfw;
        channel.Bitrate = (int)(bitrate ?? channel.Bitrate);
        channel.UserLimit = (int)(userLimit ?? channel.UserLimit);
        channel.ParentId = form.Has("parent_id") ? parent : channel.ParentId;
        if (overwrites is not null)
        {
            channel.Overwrites.Clear();
            channel.Overwrites.AddRange(overwrites.OfType<Overwrite>());
        }
    }

    private static Overwrite? ReadOverwrite(Form form)
    {
        var id = form.Id("id", required: true);
        var type = form.Choice("type", [0, 1]) ?? 0;
        var allow = form.Bits("allow") ?? 0;
        var deny = form.Bits("deny") ?? 0;
        return id is { } known ? new Overwrite(known, type == 1, (Permission)allow & Permission.All, (Permission)deny & Permission.All) : null;
    }

    private RestAnswer SetOverwrite(RestCall call)
    {
        var channel = call.Channel();
        var guild = channel.Guild ?? throw ApiError.NotInDirectMessages;
        call.Need(channel, Permission.ManageRoles);
        var form = call.Form();
        var type = form.Choice("type", [0, 1], required: true);
        var allow = (Permission)(form.Bits("allow") ?? 0) & Permission.All;
        var deny = (Permission)(form.Bits("deny") ?? 0) & Permission.All;
        form.Errors.ThrowIfAny();
        var id = call.Id("overwrite_id");
        if (type == 0 ? guild.FindRole(id) is null : guild.FindMember(id) is null)
        {
            throw ApiError.UnknownOverwrite;
        }

        var old = channel.Overwrites.Find(overwrite => overwrite.Id == id);
        var changed = (allow ^ (old?.Allow ?? Permission.None)) | (deny ^ (old?.Deny ?? Permission.None));
        if ((changed & ~world.PermissionsOf(world.Bot, channel)) != Permission.None)
        {
            throw ApiError.MissingPermissions;
        }

        channel.Overwrites.RemoveAll(overwrite => overwrite.Id == id);
        channel.Overwrites.Add(new Overwrite(id, type == 1, allow, deny));
        channel.SeenByBot = world.CanSee(world.Bot, channel);
        world.Emit(new ChannelChanged(channel));
        call.Record(guild, old is null ? AuditAction.OverwriteCreate : AuditAction.OverwriteUpdate, channel.Id, new Dictionary<string, string> { ["id"] = id.ToString(), ["type"] = $"{type}" });
        return RestAnswer.Nothing;
    }

    private RestAnswer RemoveOverwrite(RestCall call)
    {
        var channel = call.Channel();
        var guild = channel.Guild ?? throw ApiError.NotInDirectMessages;
        call.Need(channel, Permission.ManageRoles);
        var id = call.Id("overwrite_id");
        if (channel.Overwrites.RemoveAll(overwrite => overwrite.Id == id) == 0)
        {
            throw ApiError.UnknownOverwrite;
        }

        channel.SeenByBot = world.CanSee(world.Bot, channel);
        world.Emit(new ChannelChanged(channel));
        call.Record(guild, AuditAction.OverwriteDelete, channel.Id, new Dictionary<string, string> { ["id"] = id.ToString() });
        return RestAnswer.Nothing;
    }
}
