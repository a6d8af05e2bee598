using System.Text.Json.Nodes;
using Bronx.Sandbox.Forms;
using Bronx.Sandbox.Interactions;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Rest;

/// <summary>Messages under a token: an interaction's original and follow-ups, and what is sent through a channel's webhook.</summary>
internal sealed class WebhookRoutes(World world, InteractionDesk desk, MessageWriter writer)
{
    private const string Base = "/webhooks/{webhook_id}/{webhook_token}";

    public void AddTo(RouteTable routes)
    {
        routes.Add("POST", Base, Post, needsToken: false);
        routes.Add("GET", Base + "/messages/@original", call => Show(Original(call)), needsToken: false);
        routes.Add("PATCH", Base + "/messages/@original", call => Edit(call, Original(call)), needsToken: false);
        routes.Add("DELETE", Base + "/messages/@original", call => Delete(Original(call)), needsToken: false);
        routes.Add("GET", Base + "/messages/{message_id}", call => Show(Later(call)), needsToken: false);
        routes.Add("PATCH", Base + "/messages/{message_id}", call => Edit(call, Later(call)), needsToken: false);
        routes.Add("DELETE", Base + "/messages/{message_id}", call => Delete(Later(call)), needsToken: false);
    }

    /// <summary>The interaction's webhook has the application's id, a channel's has its own.</summary>
    private RestAnswer Post(RestCall call) => call.Id("webhook_id") == world.Bot.Id ? FollowUp(call) : Execute(call);

    private RestAnswer Execute(RestCall call)
    {
        var hook = ChannelWebhookRoutes.ByToken(call);
        var channel = hook.Channel;
        if (call.Query.Id("thread_id") is { } id)
        {
            channel = world.FindChannel(id) is { Thread: not null } thread && thread.ParentId == hook.Channel.Id ? thread : throw ApiError.UnknownChannel;
        }

        var form = call.Form();
        var message = MessageForm.Read(form);
        var name = form.Text("username", 1, 80) ?? hook.Name;
        form.Errors.ThrowIfAny();
        if (!message.SaysSomething(call.Files.Count))
        {
            throw ApiError.EmptyMessage;
        }

        var author = new User(hook.Id, name, name) { IsBot = true };
        var created = writer.Create(channel, author, message, call.Files, new MessageOrigin
        {
            AllowedMentions = AllowedMentions.UsersOnly,
            ApplicationId = hook.Creator == world.Bot ? world.Bot.Id : null,
            WebhookId = hook.Id,
        });
        return call.Query.Flag("wait") ? Show(created) : RestAnswer.Nothing;
    }

    private RestAnswer FollowUp(RestCall call)
    {
        var interaction = Interaction(call);
        var form = call.Form();
        var message = MessageForm.Read(form, ephemeralAllowed: true);
        form.Errors.ThrowIfAny();
        if (!message.SaysSomething(call.Files.Count))
        {
            throw ApiError.EmptyMessage;
        }

        // The first follow-up after "thinking" fills that message; a flag cannot make it ephemeral any more.
        if (interaction.ThinkingIsOpen)
        {
            writer.Edit(interaction.Original!, message, call.Files, AllowedMentions.UsersOnly);
            return RestAnswer.Ok(MessageShape.Of(interaction.Original!, world, world.Bot));
        }

        var origin = desk.OriginOf(interaction, message.Flags.HasFlag(MessageFlags.Ephemeral)) with
        {
            Kind = MessageKind.Default,
            ReplyTo = interaction.Original?.Id,
        };
        var created = writer.Create(interaction.Channel, world.Bot, message, call.Files, origin);
        interaction.Original ??= created;
        return RestAnswer.Ok(MessageShape.Of(created, world, world.Bot));
    }

    private RestAnswer Show(Message message) => RestAnswer.Ok(MessageShape.Of(message, world, world.Bot));

    private RestAnswer Edit(RestCall call, Message message)
    {
        var form = call.Form();
        var change = MessageForm.Read(form, alreadyV2: message.Flags.HasFlag(MessageFlags.IsComponentsV2));
        form.Errors.ThrowIfAny();
        MessageRoutes.RefuseEmptied(message, change, call.Files.Count);
        writer.Edit(message, change, call.Files, AllowedMentions.UsersOnly);
        return Show(message);
    }

    private RestAnswer Delete(Message message)
    {
        writer.Delete(message);
        return RestAnswer.Nothing;
    }

    private Message Original(RestCall call) => Interaction(call).Original is { } original && original.Channel.History.Find(original.Id) is not null
        ? original
        : throw ApiError.UnknownMessage;

    private Message Later(RestCall call)
    {
        if (call.Id("webhook_id") != world.Bot.Id)
        {
            var hook = ChannelWebhookRoutes.ByToken(call);
            var place = call.Query.Id("thread_id") is { } thread ? world.FindChannel(thread) ?? throw ApiError.UnknownChannel : hook.Channel;
            return place.History.Find(call.Id("message_id")) is { } sent && sent.WebhookId == hook.Id ? sent : throw ApiError.UnknownMessage;
        }

        var interaction = Interaction(call);
        return interaction.Channel.History.Find(call.Id("message_id")) is { } message && message.Author == world.Bot && message.ApplicationId is not null
            ? message
            : throw ApiError.UnknownMessage;
    }

    private Interaction Interaction(RestCall call)
    {
        if (call.Id("webhook_id") != world.Bot.Id || !desk.TryFindByToken(call.Parameter("webhook_token"), out var interaction)
            || interaction.State != InteractionState.Answered)
        {
            throw ApiError.UnknownWebhook;
        }

        return desk.IsOver(interaction) ? throw ApiError.InvalidWebhookToken : interaction;
    }
}
