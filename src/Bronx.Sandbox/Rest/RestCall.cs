using System.Text.Json;
using System.Text.Json.Nodes;
using Bronx.Sandbox.Forms;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Rest;

/// <summary>One request after routing: its path's parameters, query, and body.</summary>
internal sealed class RestCall(World world, IReadOnlyDictionary<string, string> parameters, RestQuery query)
{
    public World World { get; } = world;

    public RestQuery Query { get; } = query;

    /// <summary>The JSON body, or the <c>payload_json</c> of a multipart one; undefined if there was none.</summary>
    public JsonElement Body { get; init; }

    public IReadOnlyList<UploadedFile> Files { get; init; } = [];

    public string? AuditReason { get; init; }

    public string Parameter(string name) => parameters[name];

    /// <summary>A path's id. One that is no id is a form error, as Discord has it.</summary>
    public Snowflake Id(string name) => Snowflake.TryParse(parameters[name], out var id)
        ? id
        : throw FormErrors.One(name, "NUMBER_TYPE_COERCE", $"Value \"{parameters[name]}\" is not snowflake.");

    /// <summary>The body as a form; a missing one reads as an empty object, so that required fields are named.</summary>
    public Form Form() => Forms.Form.Of(Body.ValueKind == JsonValueKind.Undefined ? Empty : Body);

    /// <summary>The guild of the path; one the bot is not in is unknown to it.</summary>
    public Guild Guild() => World.FindGuild(Id("guild_id")) ?? throw ApiError.UnknownGuild;

    /// <summary>The channel of the path, which the bot must be able to see.</summary>
    public Channel Channel()
    {
        var channel = World.FindChannel(Id("channel_id")) ?? throw ApiError.UnknownChannel;
        return World.CanSee(World.Bot, channel) ? channel : throw ApiError.MissingAccess;
    }

    /// <summary>The channel of the path as one that holds messages.</summary>
    public Channel TextChannel()
    {
        var channel = Channel();
        return channel.HoldsMessages ? channel : throw ApiError.NoTextChannel;
    }

    /// <summary>A message of that channel that REST may know of; ephemeral ones are not to be had this way.</summary>
    public Message Message(Channel channel, string parameter = "message_id") =>
        channel.History.Find(Id(parameter)) is { IsEphemeral: false } message ? message : throw ApiError.UnknownMessage;

    public void Need(Channel channel, Permission permission)
    {
        if (!World.PermissionsOf(World.Bot, channel).HasFlag(permission))
        {
            throw ApiError.MissingPermissions;
        }
    }

    public Member NeedInGuild(Guild guild, Permission permission)
    {
        var self = guild.FindMember(World.Bot.Id) ?? throw ApiError.MissingAccess;
        return PermissionMath.Base(guild, self, World.Now).HasFlag(permission) ? self : throw ApiError.MissingPermissions;
    }

    /// <summary>Writes down in the audit log what the bot has just done, with the reason it gave.</summary>
    public void Record(Guild guild, AuditAction action, Snowflake? target, params IReadOnlyList<(string Key, JsonNode? Old, JsonNode? New)> changes) =>
        World.Record(guild, action, World.Bot, target, AuditReason, changes);

    /// <summary>Likewise, for actions that tell more than their target.</summary>
    public void Record(Guild guild, AuditAction action, Snowflake? target, IReadOnlyDictionary<string, string> options) =>
        World.Record(guild, action, World.Bot, target, AuditReason, options: options);

    private static readonly JsonElement Empty = JsonDocument.Parse("{}").RootElement.Clone();
}

/// <summary>One file of a multipart body.</summary>
internal sealed record UploadedFile(int Number, string FileName, string ContentType, byte[] Octets);
