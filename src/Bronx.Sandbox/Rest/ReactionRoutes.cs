using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Rest;

/// <summary>Reactions of a message: add, take back, list, clear.</summary>
internal sealed class ReactionRoutes(World world)
{
    private const int Limit = 20;
    private const string Base = "/channels/{channel_id}/messages/{message_id}/reactions";

    public void AddTo(RouteTable routes)
    {
        routes.Add("DELETE", Base, Clear);
        routes.Add("GET", Base + "/{emoji_name}", List);
        routes.Add("DELETE", Base + "/{emoji_name}", ClearOne);
        routes.Add("PUT", Base + "/{emoji_name}/@me", Add);
        routes.Add("DELETE", Base + "/{emoji_name}/@me", call => Remove(call, world.Bot));
        routes.Add("DELETE", Base + "/{emoji_name}/{user_id}", call =>
        {
            call.Need(call.TextChannel(), Permission.ManageMessages);
            return Remove(call, world.FindUser(call.Id("user_id")) ?? throw ApiError.UnknownUser);
        });
    }

    private RestAnswer Add(RestCall call)
    {
        var channel = call.TextChannel();
        call.Need(channel, Permission.ReadMessageHistory);
        var message = call.Message(channel);
        var emoji = Emoji(call);
        var reaction = message.Reactions.Find(known => known.Emoji == emoji);
        if (reaction is null)
        {
            call.Need(channel, Permission.AddReactions);
            if (message.Reactions.Count >= Limit)
            {
                throw ApiError.TooManyReactions;
            }

            message.Reactions.Add(reaction = new Reaction(emoji, []));
        }

        if (!reaction.Users.Contains(world.Bot.Id))
        {
            reaction.Users.Add(world.Bot.Id);
            world.Emit(new ReactionAdded(message, emoji, world.Bot));
        }

        return RestAnswer.Nothing;
    }

    private RestAnswer Remove(RestCall call, User by)
    {
        var message = call.Message(call.TextChannel());
        var emoji = Emoji(call);
        var reaction = message.Reactions.Find(known => known.Emoji == emoji) ?? throw ApiError.UnknownEmoji;
        if (reaction.Users.Remove(by.Id))
        {
            if (reaction.Users.Count == 0)
            {
                message.Reactions.Remove(reaction);
            }

            world.Emit(new ReactionRemoved(message, emoji, by));
        }

        return RestAnswer.Nothing;
    }

    private RestAnswer List(RestCall call)
    {
        var channel = call.TextChannel();
        call.Need(channel, Permission.ReadMessageHistory);
        var emoji = Emoji(call);
        var reaction = call.Message(channel).Reactions.Find(known => known.Emoji == emoji) ?? throw ApiError.UnknownEmoji;
        var limit = call.Query.Whole("limit", 1, 100, 25);
        var after = call.Query.Id("after") ?? default;
        var users = reaction.Users.Where(id => id > after).Order().Take(limit).Select(world.FindUser).OfType<User>();
        return RestAnswer.Ok(Json.List(users, UserShape.Of));
    }

    private RestAnswer Clear(RestCall call)
    {
        var channel = call.TextChannel();
        call.Need(channel, Permission.ManageMessages);
        var message = call.Message(channel);
        message.Reactions.Clear();
        world.Emit(new ReactionsCleared(message));
        return RestAnswer.Nothing;
    }

    private RestAnswer ClearOne(RestCall call)
    {
        var channel = call.TextChannel();
        call.Need(channel, Permission.ManageMessages);
        var message = call.Message(channel);
        var emoji = Emoji(call);
        if (message.Reactions.RemoveAll(reaction => reaction.Emoji == emoji) == 0)
        {
            throw ApiError.UnknownEmoji;
        }

        world.Emit(new ReactionEmojiCleared(message, emoji));
        return RestAnswer.Nothing;
    }

    private static Emoji Emoji(RestCall call) =>
        Worlds.Emoji.TryParse(call.Parameter("emoji_name"), out var emoji) ? emoji : throw ApiError.UnknownEmoji;
}
