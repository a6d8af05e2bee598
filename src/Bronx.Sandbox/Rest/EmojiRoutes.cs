using System.Text.Json.Nodes;
using Bronx.Sandbox.Forms;
using Bronx.Sandbox.Shapes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Rest;

/// <summary>A guild's own emoji: their names; the pictures are checked and not shown.</summary>
internal sealed class EmojiRoutes(World world)
{
    private const int Limit = 50;
    private const int LargestPicture = 256 * 1024;
    private static readonly string[] Kinds = ["data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,", "data:image/webp;base64,"];

    public void AddTo(RouteTable routes)
    {
        routes.Add("GET", "/guilds/{guild_id}/emojis", call => RestAnswer.Ok(Json.List(call.Guild().Emojis.Values, GuildShape.Of)));
        routes.Add("GET", "/guilds/{guild_id}/emojis/{emoji_id}", call => RestAnswer.Ok(GuildShape.Of(Find(call))));
        routes.Add("POST", "/guilds/{guild_id}/emojis", Create);
        routes.Add("PATCH", "/guilds/{guild_id}/emojis/{emoji_id}", Edit);
        routes.Add("DELETE", "/guilds/{guild_id}/emojis/{emoji_id}", Delete);
    }

    private RestAnswer Create(RestCall call)
    {
        var guild = call.Guild();
        call.NeedInGuild(guild, Permission.CreateGuildExpressions);
        var form = call.Form();
        var name = Name(form, required: true);
        var picture = form.Text("image", required: true);
        var roles = form.Ids("roles", 250) ?? [];
        form.Errors.ThrowIfAny();
        CheckPicture(picture!);
        if (guild.Emojis.Count >= Limit)
        {
            throw ApiError.TooManyEmojis;
        }

        var emoji = new GuildEmoji(world.Ids.Next(), name!, world.Bot) { Roles = [.. roles], Animated = picture!.StartsWith("data:image/gif", StringComparison.Ordinal) };
        guild.Emojis[emoji.Id] = emoji;
        world.Emit(new EmojisChanged(guild));
        call.Record(guild, AuditAction.EmojiCreate, emoji.Id, ("name", null, emoji.Name));
        return RestAnswer.Created(GuildShape.Of(emoji));
    }

    private RestAnswer Edit(RestCall call)
    {
        var (guild, emoji) = (call.Guild(), Find(call));
        Need(call, guild, emoji);
        var form = call.Form();
        var name = Name(form, required: false);
        var roles = form.Ids("roles", 250);
        form.Errors.ThrowIfAny();
        var before = emoji.Name;
        emoji.Name = name ?? emoji.Name;
        emoji.Roles = form.Has("roles") ? [.. roles ?? []] : emoji.Roles;
        world.Emit(new EmojisChanged(guild));
        call.Record(guild, AuditAction.EmojiUpdate, emoji.Id, ("name", before, emoji.Name));
        return RestAnswer.Ok(GuildShape.Of(emoji));
    }

    private RestAnswer Delete(RestCall call)
    {
        var (guild, emoji) = (call.Guild(), Find(call));
        Need(call, guild, emoji);
        guild.Emojis.Remove(emoji.Id);
        world.Emit(new EmojisChanged(guild));
        call.Record(guild, AuditAction.EmojiDelete, emoji.Id, ("name", emoji.Name, null));
        return RestAnswer.Nothing;
    }

    /// <summary>One's own with the permission to make some, others' with the one to manage them.</summary>
    private void Need(RestCall call, Guild guild, GuildEmoji emoji) =>
        call.NeedInGuild(guild, emoji.Creator == world.Bot ? Permission.CreateGuildExpressions : Permission.ManageGuildExpressions);

    private static string? Name(Form form, bool required)
    {
        var name = form.Text("name", 2, 32, required);
        if (name is not null && !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            form.Fail("name", "STRING_TYPE_REGEX", "String value did not match validation regex.");
        }

        return name;
    }

    private static void CheckPicture(string picture)
    {
        if (Array.Find(Kinds, kind => picture.StartsWith(kind, StringComparison.Ordinal)) is not { } found
            || !System.Buffers.Text.Base64.IsValid(picture.AsSpan(found.Length), out var length) || length == 0)
        {
            throw FormErrors.One("image", "IMAGE_INVALID", "Invalid image data");
        }

        if (length > LargestPicture)
        {
            throw FormErrors.One("image", "BINARY_TYPE_MAX_SIZE", "File cannot be larger than 256.0 kb.");
        }
    }

    private static GuildEmoji Find(RestCall call) => call.Guild().Emojis.GetValueOrDefault(call.Id("emoji_id")) ?? throw ApiError.UnknownGuildEmoji;
}
