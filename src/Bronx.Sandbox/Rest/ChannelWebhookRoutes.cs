using System.Text.Json.Nodes;
using Bronx.Sandbox.Forms;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Rest;

/// <summary>Webhooks of channels: make, look, change, delete. What is sent through one is in <see cref="WebhookRoutes"/>.</summary>
internal sealed class ChannelWebhookRoutes(World world)
{
    private const int Limit = 15;

    public void AddTo(RouteTable routes)
    {
        routes.Add("POST", "/channels/{channel_id}/webhooks", Create);
        routes.Add("GET", "/channels/{channel_id}/webhooks", OfChannel);
        routes.Add("GET", "/guilds/{guild_id}/webhooks", OfGuild);
        routes.Add("GET", "/webhooks/{webhook_id}", call => RestAnswer.Ok(Shape(Own(call))));
        routes.Add("PATCH", "/webhooks/{webhook_id}", Edit);
        routes.Add("DELETE", "/webhooks/{webhook_id}", Delete);
        routes.Add("GET", "/webhooks/{webhook_id}/{webhook_token}", call => RestAnswer.Ok(Shape(ByToken(call), withUser: false)), needsToken: false);
        routes.Add("PATCH", "/webhooks/{webhook_id}/{webhook_token}", call => Rename(call, ByToken(call), withUser: false), needsToken: false);
        routes.Add("DELETE", "/webhooks/{webhook_id}/{webhook_token}", call => Remove(call, ByToken(call)), needsToken: false);
    }

    /// <summary>The webhook of a path's id and token; an unknown id is 10015, a wrong token 50027.</summary>
    public static Webhook ByToken(RestCall call)
    {
        var hook = call.World.Webhooks.GetValueOrDefault(call.Id("webhook_id")) ?? throw ApiError.UnknownWebhook;
        return hook.Token == call.Parameter("webhook_token") ? hook : throw ApiError.InvalidWebhookToken;
    }

    private RestAnswer Create(RestCall call)
    {
        var channel = call.Channel();
        var guild = channel.Guild ?? throw ApiError.NotInDirectMessages;
        call.Need(channel, Permission.ManageWebhooks);
        var name = Name(call.Form(), required: true);
        if (world.Webhooks.Values.Count(hook => hook.Channel == channel) >= Limit)
        {
            throw ApiError.TooManyWebhooks;
        }

        Span<byte> secret = stackalloc byte[51];
        world.Chance.NextBytes(secret);
        var made = new Webhook(world.Ids.Next(), Convert.ToBase64String(secret).Replace('+', '-').Replace('/', '_'), channel, world.Bot) { Name = name! };
        world.Webhooks[made.Id] = made;
        world.Emit(new WebhooksChanged(channel));
        call.Record(guild, AuditAction.WebhookCreate, made.Id, ("name", null, made.Name));
        return RestAnswer.Ok(Shape(made));
    }

    private RestAnswer OfChannel(RestCall call)
    {
        var channel = call.Channel();
        call.Need(channel, Permission.ManageWebhooks);
        return List(world.Webhooks.Values.Where(hook => hook.Channel == channel));
    }

    private RestAnswer OfGuild(RestCall call)
    {
        var guild = call.Guild();
        call.NeedInGuild(guild, Permission.ManageWebhooks);
        return List(world.Webhooks.Values.Where(hook => hook.Channel.Guild == guild));
    }

    private RestAnswer Edit(RestCall call)
    {
        var hook = Own(call);
        var form = call.Form();
        var target = form.Id("channel_id") is { } id ? world.FindChannel(id) ?? throw ApiError.UnknownChannel : hook.Channel;
        if (target.Guild != hook.Channel.Guild)
        {
            throw ApiError.UnknownChannel;
        }

        call.Need(target, Permission.ManageWebhooks);
        var name = Name(form, required: false);
        (hook.Channel, hook.Name) = (target, name ?? hook.Name);
        world.Emit(new WebhooksChanged(target));
        call.Record(target.Guild!, AuditAction.WebhookUpdate, hook.Id, ("name", null, hook.Name));
        return RestAnswer.Ok(Shape(hook));
    }

    private RestAnswer Rename(RestCall call, Webhook hook, bool withUser)
    {
        hook.Name = Name(call.Form(), required: false) ?? hook.Name;
        world.Emit(new WebhooksChanged(hook.Channel));
        return RestAnswer.Ok(Shape(hook, withUser));
    }

    private RestAnswer Delete(RestCall call) => Remove(call, Own(call));

    private RestAnswer Remove(RestCall call, Webhook hook)
    {
        world.Webhooks.Remove(hook.Id);
        world.Emit(new WebhooksChanged(hook.Channel));
        call.Record(hook.Channel.Guild!, AuditAction.WebhookDelete, hook.Id, ("name", hook.Name, null));
        return RestAnswer.Nothing;
    }

    /// <summary>By the bot's own token: needs the permission in the webhook's channel.</summary>
    private Webhook Own(RestCall call)
    {
        var hook = world.Webhooks.GetValueOrDefault(call.Id("webhook_id")) ?? throw ApiError.UnknownWebhook;
        call.Need(hook.Channel, Permission.ManageWebhooks);
        return hook;
    }

    private static string? Name(Form form, bool required)
    {
        var name = form.Text("name", 1, 80, required);
        if (name is not null && (name.Contains("clyde", StringComparison.OrdinalIgnoreCase) || name.Contains("discord", StringComparison.OrdinalIgnoreCase)))
        {
            form.Fail("name", "USERNAME_INVALID_CONTAINS", "Username cannot contain \"clyde\" or \"discord\"");
        }

        form.Errors.ThrowIfAny();
        return name;
    }

    private RestAnswer List(IEnumerable<Webhook> hooks) => RestAnswer.Ok(Json.List(hooks, hook => Shape(hook)));

    private JsonObject Shape(Webhook hook, bool withUser = true)
    {
        var shape = new JsonObject
        {
            ["id"] = Json.Id(hook.Id),
            ["type"] = 1,
            ["application_id"] = hook.Creator == world.Bot ? Json.Id(world.Bot.Id) : null,
            ["guild_id"] = Json.Id(hook.Channel.Guild!.Id),
            ["channel_id"] = Json.Id(hook.Channel.Id),
            ["name"] = hook.Name,
            ["avatar"] = null,
            ["token"] = hook.Token,
            ["url"] = new Uri(world.Origin, $"api/v10/webhooks/{hook.Id}/{hook.Token}").AbsoluteUri,
        };
        if (withUser)
        {
            shape["user"] = UserShape.Of(hook.Creator);
        }

        return shape;
    }
}
