using System.Text.Json.Nodes;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Rest;

/// <summary>A guild itself.</summary>
internal sealed class GuildRoutes(World world)
{
    public void AddTo(RouteTable routes)
    {
        routes.Add("GET", "/guilds/{guild_id}", Get);
        routes.Add("PATCH", "/guilds/{guild_id}", Edit);
    }

    private static RestAnswer Get(RestCall call)
    {
        var guild = call.Guild();
        var shape = GuildShape.Of(guild);
        if (call.Query.Flag("with_counts"))
        {
            shape["approximate_member_count"] = guild.Members.Count;
            shape["approximate_presence_count"] = guild.Members.Count(member => member.Online);
        }

        return RestAnswer.Ok(shape);
    }

    private RestAnswer Edit(RestCall call)
    {
        var guild = call.Guild();
        call.NeedInGuild(guild, Permission.ManageGuild);
        var form = call.Form();
        var name = form.Text("name", 2, 100);
        var system = form.Id("system_channel_id");
        form.Errors.ThrowIfAny();
        var before = guild.Name;
        guild.Name = name ?? guild.Name;
        if (form.Has("system_channel_id"))
        {
            guild.SystemChannelId = system is { } id && guild.FindChannel(id) is not null ? system : null;
        }

        world.Emit(new GuildChanged(guild));
        call.Record(guild, AuditAction.GuildUpdate, guild.Id, ("name", before, guild.Name));
        return RestAnswer.Ok(GuildShape.Of(guild));
    }
}
