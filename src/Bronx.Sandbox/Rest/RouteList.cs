using Bronx.Sandbox.Gateway;
using Bronx.Sandbox.Interactions;
using Bronx.Sandbox.Limits;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Rest;

/// <summary>Every route the sandbox answers, by group.</summary>
internal static class RouteList
{
    public static RouteTable Build(World world, MessageWriter writer, InteractionDesk desk, GatewayHub hub, Threads threads, SandboxOptions options, Func<Uri> gateway)
    {
        var routes = new RouteTable();
        new GatewayRoutes(hub, options, gateway).AddTo(routes);
        new UserRoutes(world, new ConversationWatch(world.Clock, options.ConversationLimit)).AddTo(routes);
        new PersonRoutes(world).AddTo(routes);
        new CommandRoutes(world).AddTo(routes);
        new GuildRoutes(world).AddTo(routes);
        new MemberRoutes(world).AddTo(routes);
        new BanRoutes(world).AddTo(routes);
        new AuditRoutes(world).AddTo(routes);
        new RoleRoutes(world).AddTo(routes);
        new ChannelRoutes(world, threads).AddTo(routes);
        new ThreadRoutes(world, threads).AddTo(routes);
        new MessageRoutes(world, writer).AddTo(routes);
        new ReactionRoutes(world).AddTo(routes);
        new PinRoutes(world).AddTo(routes);
        new InteractionRoutes(world, desk, writer).AddTo(routes);
        new ChannelWebhookRoutes(world).AddTo(routes);
        new InviteRoutes(world).AddTo(routes);
        new EmojiRoutes(world).AddTo(routes);
        new WebhookRoutes(world, desk, writer).AddTo(routes);
        return routes;
    }
}
