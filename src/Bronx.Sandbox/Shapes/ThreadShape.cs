using System.Text.Json.Nodes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Shapes;

/// <summary>Threads and their members as Discord sends them.</summary>
internal static class ThreadShape
{
    private const int MostCounted = 50;

    public static JsonObject Of(Channel thread)
    {
        var part = thread.Thread!;
        var metadata = new JsonObject
        {
            ["archived"] = part.Archived,
            ["archive_timestamp"] = Json.Instant(part.ArchiveChangedAt),
            ["auto_archive_duration"] = part.AutoArchiveMinutes,
            ["locked"] = part.Locked,
            ["create_timestamp"] = Json.Instant(part.CreatedAt),
        };
        if (thread.Kind == ChannelKind.PrivateThread)
        {
            metadata["invitable"] = part.Invitable;
        }

        return new JsonObject
        {
            ["id"] = Json.Id(thread.Id),
            ["type"] = (int)thread.Kind,
            ["flags"] = 0,
            ["guild_id"] = Json.Id(thread.Guild!.Id),
            ["parent_id"] = Json.Id(thread.ParentId),
            ["owner_id"] = Json.Id(part.Owner.Id),
            ["name"] = thread.Name,
            ["last_message_id"] = ChannelShape.LastMessage(thread),
            ["last_pin_timestamp"] = Json.Instant(thread.LastPin),
            ["rate_limit_per_user"] = thread.Slowmode,
            ["thread_metadata"] = metadata,
            ["message_count"] = thread.History.All.Count,
            ["member_count"] = Math.Min(part.Members.Count, MostCounted),
            ["total_message_sent"] = part.TotalSent,
        };
    }

    /// <summary>With the bot's own membership, where it has one.</summary>
    public static JsonObject ForBot(Channel thread, World world)
    {
        var shape = Of(thread);
        if (thread.Thread!.Members.ContainsKey(world.Bot.Id))
        {
            shape["member"] = Of(thread, world.Bot.Id);
        }

        return shape;
    }

    public static JsonObject Of(Channel thread, Snowflake user) => new()
    {
        ["id"] = Json.Id(thread.Id),
        ["user_id"] = Json.Id(user),
        ["join_timestamp"] = Json.Instant(thread.Thread!.Members[user]),
        ["flags"] = 0,
    };

    public static JsonObject Deleted(Channel thread) => new()
    {
        ["id"] = Json.Id(thread.Id),
        ["guild_id"] = Json.Id(thread.Guild!.Id),
        ["parent_id"] = Json.Id(thread.ParentId),
        ["type"] = (int)thread.Kind,
    };
}
