using System.Globalization;
using System.Text.Json.Nodes;
using Bronx.Sandbox.Forms;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Rest;

/// <summary>Pins of a channel, on the new routes and on the deprecated ones.</summary>
internal sealed class PinRoutes(World world)
{
    private const int Limit = 250;

    public void AddTo(RouteTable routes)
    {
        routes.Add("GET", "/channels/{channel_id}/messages/pins", List);
        routes.Add("PUT", "/channels/{channel_id}/messages/pins/{message_id}", Pin);
        routes.Add("DELETE", "/channels/{channel_id}/messages/pins/{message_id}", Unpin);
        routes.Add("GET", "/channels/{channel_id}/pins", ListOld);
        routes.Add("PUT", "/channels/{channel_id}/pins/{message_id}", Pin);
        routes.Add("DELETE", "/channels/{channel_id}/pins/{message_id}", Unpin);
    }

    private RestAnswer List(RestCall call)
    {
        var limit = call.Query.Whole("limit", 1, 50, 50);
        DateTimeOffset? before = null;
        if (call.Query.Text("before") is { } text)
        {
            before = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
                ? instant
                : throw FormErrors.One("before", "DATE_TIME_TYPE_PARSE", $"Could not parse {text}. Should be ISO8601.");
        }

        var pins = Pinned(call.TextChannel()).Where(message => before is null || message.SentAt < before).Take(limit + 1).ToList();
        return RestAnswer.Ok(new JsonObject
        {
            ["items"] = Json.List(pins.Take(limit), message => new JsonObject
            {
                ["pinned_at"] = Json.Instant(message.SentAt),
                ["message"] = MessageShape.ForBot(message, world),
            }),
            ["has_more"] = pins.Count > limit,
        });
    }

    private RestAnswer ListOld(RestCall call) =>
        RestAnswer.Ok(Json.List(Pinned(call.TextChannel()).Take(50), message => MessageShape.ForBot(message, world)));

    private static IEnumerable<Message> Pinned(Channel channel) => channel.History.All.Where(message => message.Pinned).Reverse();

    private RestAnswer Pin(RestCall call)
    {
        var channel = call.TextChannel();
        call.Need(channel, Permission.PinMessages);
        var message = call.Message(channel);
        if (!message.Pinned)
        {
            if (Pinned(channel).Count() >= Limit)
            {
                throw ApiError.TooManyPins;
            }

            message.Pinned = true;
            Tell(channel, message);
            Record(call, channel, message, AuditAction.MessagePin);
            var notice = new Message(world.Ids.Next(), channel, world.Bot) { Kind = MessageKind.PinNotice, ReplyTo = message.Id };
            channel.History.Add(notice);
            world.Emit(new MessageCreated(notice));
        }

        return RestAnswer.Nothing;
    }

    private RestAnswer Unpin(RestCall call)
    {
        var channel = call.TextChannel();
        call.Need(channel, Permission.PinMessages);
        var message = call.Message(channel);
        if (message.Pinned)
        {
            message.Pinned = false;
            Tell(channel, message);
            Record(call, channel, message, AuditAction.MessageUnpin);
        }

        return RestAnswer.Nothing;
    }

    private static void Record(RestCall call, Channel channel, Message message, AuditAction action)
    {
        if (channel.Guild is { } guild)
        {
            call.Record(guild, action, message.Author.Id, new Dictionary<string, string> { ["channel_id"] = channel.Id.ToString(), ["message_id"] = message.Id.ToString() });
        }
    }

    private void Tell(Channel channel, Message message)
    {
        channel.LastPin = world.Now;
        world.Emit(new MessageEdited(message));
        world.Emit(new PinsChanged(channel));
    }
}
