using System.Globalization;
using System.Text.Json.Nodes;
using Bronx.Sandbox.Forms;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Rest;

/// <summary>Threads: begin one, look, come and go. Editing and deleting go by the channel's own routes.</summary>
internal sealed class ThreadRoutes(World world, Threads threads)
{
    public void AddTo(RouteTable routes)
    {
        routes.Add("POST", "/channels/{channel_id}/threads", Create);
        routes.Add("POST", "/channels/{channel_id}/messages/{message_id}/threads", CreateOnMessage);
        routes.Add("GET", "/guilds/{guild_id}/threads/active", Active);
        routes.Add("GET", "/channels/{channel_id}/threads/archived/public", call => Archived(call, ChannelKind.PublicThread));
        routes.Add("GET", "/channels/{channel_id}/threads/archived/private", call => Archived(call, ChannelKind.PrivateThread));
        routes.Add("GET", "/channels/{channel_id}/thread-members", call => RestAnswer.Ok(Json.List(Thread(call).Thread!.Members, member => ThreadShape.Of(Thread(call), member.Key))));
        routes.Add("GET", "/channels/{channel_id}/thread-members/{user_id}", Member);
        routes.Add("PUT", "/channels/{channel_id}/thread-members/@me", call => Move(call, world.Bot, threads.Join));
        routes.Add("DELETE", "/channels/{channel_id}/thread-members/@me", call => Move(call, world.Bot, threads.Leave));
        routes.Add("PUT", "/channels/{channel_id}/thread-members/{user_id}", AddMember);
        routes.Add("DELETE", "/channels/{channel_id}/thread-members/{user_id}", RemoveMember);
    }

    /// <summary>Reads what may change of a thread; nothing changes if one is refused.</summary>
    public static void Edit(RestCall call, Channel thread, Threads threads)
    {
        var form = call.Form();
        var part = thread.Thread!;
        var name = form.Text("name", 1, 100);
        var archived = form.Flag("archived");
        var locked = form.Flag("locked");
        var invitable = form.Flag("invitable");
        var minutes = form.Choice("auto_archive_duration", ThreadPart.Durations);
        var slowmode = form.Whole("rate_limit_per_user", 0, 21_600);
        form.Errors.ThrowIfAny();
        var moderates = call.World.PermissionsOf(call.World.Bot, thread).HasFlag(Permission.ManageThreads);
        if (!moderates && (part.Owner != call.World.Bot || locked is not null || slowmode is not null || (part.Locked && archived is false)))
        {
            throw ApiError.MissingPermissions;
        }

        if (part.Archived && archived is not false && (name is not null || minutes is not null || slowmode is not null || invitable is not null))
        {
            throw ApiError.ArchivedThread;
        }

        var before = thread.Name;
        thread.Name = name ?? thread.Name;
        part.Locked = locked ?? part.Locked;
        part.Invitable = invitable ?? part.Invitable;
        part.AutoArchiveMinutes = minutes ?? part.AutoArchiveMinutes;
        thread.Slowmode = (int)(slowmode ?? thread.Slowmode);
        if (archived is { } asleep && asleep != part.Archived)
        {
            threads.SetArchived(thread, asleep);
        }
        else
        {
            call.World.Emit(new ThreadChanged(thread));
        }

        if (!part.Archived)
        {
            threads.Stir(thread);
        }

        call.Record(thread.Guild!, AuditAction.ThreadUpdate, thread.Id, ("name", before, thread.Name));
    }

    private RestAnswer Create(RestCall call)
    {
        var parent = Parent(call);
        var form = call.Form();
        var name = form.Text("name", 1, 100, required: true);
        var kind = (ChannelKind)(form.Choice("type", [10, 11, 12]) ?? (int)ChannelKind.PrivateThread);
        return Begin(call, form, parent, world.Ids.Next(), kind, name);
    }

    private RestAnswer CreateOnMessage(RestCall call)
    {
        var parent = Parent(call);
        var message = call.Message(parent);
        var form = call.Form();
        var name = form.Text("name", 1, 100, required: true);
        if (world.FindChannel(message.Id) is not null)
        {
            throw ApiError.ThreadExists;
        }

        var answer = Begin(call, form, parent, message.Id, parent.Kind == ChannelKind.Announcement ? ChannelKind.AnnouncementThread : ChannelKind.PublicThread, name);
        message.Flags |= MessageFlags.HasThread;
        world.Emit(new MessageEdited(message));
        return answer;
    }

    private RestAnswer Begin(RestCall call, Form form, Channel parent, Snowflake id, ChannelKind kind, string? name)
    {
        var minutes = form.Choice("auto_archive_duration", ThreadPart.Durations);
        var slowmode = form.Whole("rate_limit_per_user", 0, 21_600);
        var invitable = form.Flag("invitable");
        form.Errors.ThrowIfAny();
        call.Need(parent, kind == ChannelKind.PrivateThread ? Permission.CreatePrivateThreads : Permission.CreatePublicThreads);
        if (parent.Guild!.Threads.Count(thread => !thread.Thread!.Archived) >= Threads.ActiveLimit)
        {
            throw ApiError.TooManyThreads;
        }

        var thread = threads.Begin(parent, id, kind, name!, world.Bot);
        thread.Slowmode = (int)(slowmode ?? 0);
        thread.Thread!.Invitable = invitable ?? true;
        if (minutes is { } quiet)
        {
            thread.Thread.AutoArchiveMinutes = quiet;
            threads.Stir(thread);
        }

        call.Record(parent.Guild, AuditAction.ThreadCreate, thread.Id, ("name", null, thread.Name));
        return RestAnswer.Created(ThreadShape.ForBot(thread, world));
    }

    private RestAnswer Active(RestCall call) => List(call.Guild().Threads.Where(thread => !thread.Thread!.Archived && world.CanSee(world.Bot, thread)), hasMore: false);

    private RestAnswer Archived(RestCall call, ChannelKind kind)
    {
        var parent = Parent(call);
        call.Need(parent, Permission.ReadMessageHistory);
        if (kind == ChannelKind.PrivateThread)
        {
            call.Need(parent, Permission.ManageThreads);
        }

        var limit = call.Query.Whole("limit", 2, 100, 50);
        DateTimeOffset? before = null;
        if (call.Query.Text("before") is { } text)
        {
            before = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
                ? instant
                : throw FormErrors.One("before", "DATE_TIME_TYPE_PARSE", $"Could not parse {text}. Should be ISO8601.");
        }

        var found = parent.Guild!.Threads.Where(thread => thread.ParentId == parent.Id && thread.Thread!.Archived && (thread.Kind == ChannelKind.PrivateThread) == (kind == ChannelKind.PrivateThread)
            && (before is null || thread.Thread.ArchiveChangedAt < before)).OrderByDescending(thread => thread.Thread!.ArchiveChangedAt).Take(limit + 1).ToList();
        return List(found.Take(limit), found.Count > limit);
    }

    private RestAnswer List(IEnumerable<Channel> found, bool hasMore)
    {
        var list = found.ToList();
        return RestAnswer.Ok(new JsonObject
        {
            ["threads"] = Json.List(list, thread => ThreadShape.Of(thread)),
            ["members"] = Json.List(list.Where(thread => thread.Thread!.Members.ContainsKey(world.Bot.Id)), thread => ThreadShape.Of(thread, world.Bot.Id)),
            ["has_more"] = hasMore,
        });
    }

    private RestAnswer Member(RestCall call)
    {
        var thread = Thread(call);
        var id = call.Id("user_id");
        return thread.Thread!.Members.ContainsKey(id) ? RestAnswer.Ok(ThreadShape.Of(thread, id)) : throw ApiError.UnknownMember;
    }

    private RestAnswer AddMember(RestCall call)
    {
        var thread = Thread(call);
        call.Need(thread, Permission.SendMessages);
        var user = thread.Guild!.FindMember(call.Id("user_id"))?.User ?? throw ApiError.UnknownMember;
        return Move(call, user, threads.Join);
    }

    private RestAnswer RemoveMember(RestCall call)
    {
        var thread = Thread(call);
        if (thread.Kind != ChannelKind.PrivateThread || thread.Thread!.Owner != world.Bot)
        {
            call.Need(thread, Permission.ManageThreads);
        }

        return Move(call, world.FindUser(call.Id("user_id")) ?? throw ApiError.UnknownMember, threads.Leave);
    }

    private static RestAnswer Move(RestCall call, User user, Action<Channel, User> move)
    {
        var thread = Thread(call);
        if (thread.Thread!.Archived)
        {
            throw ApiError.ArchivedThread;
        }

        move(thread, user);
        return RestAnswer.Nothing;
    }

    private static Channel Parent(RestCall call)
    {
        var channel = call.Channel();
        return channel.Guild is null ? throw ApiError.NotInDirectMessages
            : channel.Kind is ChannelKind.Text or ChannelKind.Announcement ? channel : throw ApiError.WrongChannelType;
    }

    private static Channel Thread(RestCall call)
    {
        var channel = call.Channel();
        return channel.Thread is not null ? channel : throw ApiError.WrongChannelType;
    }
}
