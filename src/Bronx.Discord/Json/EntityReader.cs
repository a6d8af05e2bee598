using System.Text.Json;
using Bronx.Discord.Models;

namespace Bronx.Discord.Json;

/// <summary>
/// Reads the entities that come by the thousand, without reflection and without a detour over a document. Null for what lacks an id:
/// such a thing cannot be spoken of.
/// </summary>
internal static class EntityReader
{
    public static User? User(ref Utf8JsonReader reader)
    {
        if (!Lenient.IsObject(ref reader))
        {
            return null;
        }

        ulong id = 0;
        string? username = null, globalName = null, avatar = null;
        var bot = false;
        while (Lenient.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("id"u8)) { reader.Read(); id = Lenient.Id(ref reader); }
            else if (reader.ValueTextEquals("username"u8)) { reader.Read(); username = Lenient.Text(ref reader); }
            else if (reader.ValueTextEquals("global_name"u8)) { reader.Read(); globalName = Lenient.Text(ref reader); }
            else if (reader.ValueTextEquals("avatar"u8)) { reader.Read(); avatar = Lenient.Text(ref reader); }
            else if (reader.ValueTextEquals("bot"u8)) { reader.Read(); bot = Lenient.Flag(ref reader); }
            else { reader.Skip(); }
        }

        return id == 0 ? null : new User { Id = new(id), Username = username ?? "", GlobalName = globalName, Avatar = avatar, Bot = bot };
    }

    public static Member? Member(ref Utf8JsonReader reader)
    {
        if (!Lenient.IsObject(ref reader))
        {
            return null;
        }

        User? user = null;
        string? nick = null;
        RoleId[] roles = [];
        DateTimeOffset? joined = null, timeout = null;
        Permissions? permissions = null;
        var pending = false;
        while (Lenient.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("user"u8)) { reader.Read(); user = User(ref reader); }
            else if (reader.ValueTextEquals("nick"u8)) { reader.Read(); nick = Lenient.Text(ref reader); }
            else if (reader.ValueTextEquals("roles"u8)) { reader.Read(); roles = RoleIds(ref reader); }
            else if (reader.ValueTextEquals("joined_at"u8)) { reader.Read(); joined = Lenient.Instant(ref reader); }
            else if (reader.ValueTextEquals("communication_disabled_until"u8)) { reader.Read(); timeout = Lenient.Instant(ref reader); }
            else if (reader.ValueTextEquals("pending"u8)) { reader.Read(); pending = Lenient.Flag(ref reader); }
            else if (reader.ValueTextEquals("permissions"u8)) { reader.Read(); permissions = reader.TokenType == JsonTokenType.String ? (Permissions)Lenient.Id(ref reader) : null; }
            else { reader.Skip(); }
        }

        return new Member { User = user, Nick = nick, Roles = roles, JoinedAt = joined, CommunicationDisabledUntil = timeout, Pending = pending, Permissions = permissions };
    }

    public static Role? Role(ref Utf8JsonReader reader)
    {
        if (!Lenient.IsObject(ref reader))
        {
            return null;
        }

        ulong id = 0, permissions = 0;
        string? name = null;
        int color = 0, position = 0;
        bool managed = false, mentionable = false;
        while (Lenient.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("id"u8)) { reader.Read(); id = Lenient.Id(ref reader); }
            else if (reader.ValueTextEquals("name"u8)) { reader.Read(); name = Lenient.Text(ref reader); }
            else if (reader.ValueTextEquals("color"u8)) { reader.Read(); color = Lenient.Int(ref reader); }
            else if (reader.ValueTextEquals("position"u8)) { reader.Read(); position = Lenient.Int(ref reader); }
            else if (reader.ValueTextEquals("permissions"u8)) { reader.Read(); permissions = Lenient.Id(ref reader); }
            else if (reader.ValueTextEquals("managed"u8)) { reader.Read(); managed = Lenient.Flag(ref reader); }
            else if (reader.ValueTextEquals("mentionable"u8)) { reader.Read(); mentionable = Lenient.Flag(ref reader); }
            else { reader.Skip(); }
        }

        return id == 0 ? null : new Role
        {
            Id = new(id),
            Name = name ?? "",
            Color = color,
            Position = position,
            Permissions = (Permissions)permissions,
            Managed = managed,
            Mentionable = mentionable,
        };
    }

    public static Channel? Channel(ref Utf8JsonReader reader)
    {
        if (!Lenient.IsObject(ref reader))
        {
            return null;
        }

        ulong id = 0, guild = 0, parent = 0;
        string? name = null, topic = null;
        int type = 0, position = 0, flags = 0;
        bool nsfw = false, archived = false;
        Overwrite[]? overwrites = null;
        while (Lenient.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("id"u8)) { reader.Read(); id = Lenient.Id(ref reader); }
            else if (reader.ValueTextEquals("type"u8)) { reader.Read(); type = Lenient.Int(ref reader); }
            else if (reader.ValueTextEquals("guild_id"u8)) { reader.Read(); guild = Lenient.Id(ref reader); }
            else if (reader.ValueTextEquals("name"u8)) { reader.Read(); name = Lenient.Text(ref reader); }
            else if (reader.ValueTextEquals("topic"u8)) { reader.Read(); topic = Lenient.Text(ref reader); }
            else if (reader.ValueTextEquals("position"u8)) { reader.Read(); position = Lenient.Int(ref reader); }
            else if (reader.ValueTextEquals("parent_id"u8)) { reader.Read(); parent = Lenient.Id(ref reader); }
            else if (reader.ValueTextEquals("nsfw"u8)) { reader.Read(); nsfw = Lenient.Flag(ref reader); }
            else if (reader.ValueTextEquals("flags"u8)) { reader.Read(); flags = Lenient.Int(ref reader); }
            else if (reader.ValueTextEquals("permission_overwrites"u8)) { reader.Read(); overwrites = Lenient.List(ref reader, Overwrite); }
            else if (reader.ValueTextEquals("thread_metadata"u8)) { reader.Read(); archived = Archived(ref reader); }
            else { reader.Skip(); }
        }

        return id == 0 ? null : new Channel
        {
            Id = new(id),
            Type = (ChannelType)type,
            GuildId = guild == 0 ? null : new(guild),
            Name = name,
            Topic = topic,
            Position = position,
            ParentId = parent == 0 ? null : new(parent),
            Nsfw = nsfw,
            Flags = flags,
            PermissionOverwrites = overwrites,
            IsArchived = archived,
        };
    }

    private static bool Archived(ref Utf8JsonReader reader)
    {
        var archived = false;
        if (Lenient.IsObject(ref reader))
        {
            while (Lenient.NextProperty(ref reader))
            {
                if (reader.ValueTextEquals("archived"u8)) { reader.Read(); archived = Lenient.Flag(ref reader); }
                else { reader.Skip(); }
            }
        }

        return archived;
    }

    /// <summary>A server; its channels, roles, threads and members as far as they can be read.</summary>
    public static Guild? Guild(ref Utf8JsonReader reader)
    {
        if (!Lenient.IsObject(ref reader))
        {
            return null;
        }

        ulong id = 0, owner = 0;
        string? name = null, locale = null;
        bool unavailable = false, large = false;
        var members = 0;
        Role[] roles = [];
        Channel[] channels = [], threads = [];
        Member[] people = [];
        while (Lenient.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("id"u8)) { reader.Read(); id = Lenient.Id(ref reader); }
            else if (reader.ValueTextEquals("name"u8)) { reader.Read(); name = Lenient.Text(ref reader); }
            else if (reader.ValueTextEquals("owner_id"u8)) { reader.Read(); owner = Lenient.Id(ref reader); }
            else if (reader.ValueTextEquals("preferred_locale"u8)) { reader.Read(); locale = Lenient.Text(ref reader); }
            else if (reader.ValueTextEquals("unavailable"u8)) { reader.Read(); unavailable = Lenient.Flag(ref reader); }
            else if (reader.ValueTextEquals("large"u8)) { reader.Read(); large = Lenient.Flag(ref reader); }
            else if (reader.ValueTextEquals("member_count"u8)) { reader.Read(); members = Lenient.Int(ref reader); }
            else if (reader.ValueTextEquals("roles"u8)) { reader.Read(); roles = Lenient.List(ref reader, Role); }
            else if (reader.ValueTextEquals("channels"u8)) { reader.Read(); channels = Lenient.List(ref reader, Channel); }
            else if (reader.ValueTextEquals("threads"u8)) { reader.Read(); threads = Lenient.List(ref reader, Channel); }
            else if (reader.ValueTextEquals("members"u8)) { reader.Read(); people = Lenient.List(ref reader, Member); }
            else { reader.Skip(); }
        }

        return id == 0 ? null : new Guild
        {
            Id = new(id),
            Name = name ?? "",
            OwnerId = new(owner),
            PreferredLocale = locale,
            Unavailable = unavailable,
            Large = large,
            MemberCount = Math.Max(0, members),
            Roles = roles,
            Channels = channels,
            Threads = threads,
            Members = people,
        };
    }

    public static Emoji? Emoji(ref Utf8JsonReader reader)
    {
        if (!Lenient.IsObject(ref reader))
        {
            return null;
        }

        ulong id = 0;
        string? name = null;
        bool? animated = null;
        while (Lenient.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("id"u8)) { reader.Read(); id = Lenient.Id(ref reader); }
            else if (reader.ValueTextEquals("name"u8)) { reader.Read(); name = Lenient.Text(ref reader); }
            else if (reader.ValueTextEquals("animated"u8)) { reader.Read(); animated = Lenient.Flag(ref reader); }
            else { reader.Skip(); }
        }

        return new Emoji { Id = id == 0 ? null : new(id), Name = name, Animated = animated };
    }

    private static Overwrite? Overwrite(ref Utf8JsonReader reader)
    {
        if (!Lenient.IsObject(ref reader))
        {
            return null;
        }

        ulong id = 0, allow = 0, deny = 0;
        var type = 0;
        while (Lenient.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("id"u8)) { reader.Read(); id = Lenient.Id(ref reader); }
            else if (reader.ValueTextEquals("type"u8)) { reader.Read(); type = Lenient.Int(ref reader); }
            else if (reader.ValueTextEquals("allow"u8)) { reader.Read(); allow = Lenient.Id(ref reader); }
            else if (reader.ValueTextEquals("deny"u8)) { reader.Read(); deny = Lenient.Id(ref reader); }
            else { reader.Skip(); }
        }

        return id == 0 ? null : new Overwrite { Id = id, Type = (OverwriteType)type, Allow = (Permissions)allow, Deny = (Permissions)deny };
    }

    private static RoleId[] RoleIds(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return [];
        }

        List<RoleId>? ids = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Lenient.Id(ref reader) is var id and not 0)
            {
                (ids ??= []).Add(new(id));
            }
        }

        return ids is null ? [] : [.. ids];
    }
}
