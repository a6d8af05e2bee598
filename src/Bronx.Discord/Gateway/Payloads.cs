using System.Text.Json;
using Bronx.Discord.Models;

namespace Bronx.Discord.Gateway;

/// <summary>What a bot sends through the gateway.</summary>
internal static class Payloads
{
    /// <summary>Discord closes the connection (4002) for anything larger.</summary>
    public const int Largest = 4096;

    public static byte[] Heartbeat(long? sequence) => Write(Opcode.Heartbeat, sequence, static (json, value) =>
    {
        if (value is { } number)
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNullValue();
        }
    });

    public static byte[] Identify(string token, GatewayIntents intents, int shard, int shards, Presence? presence) =>
        Write(Opcode.Identify, (token, intents, shard, shards, presence), static (json, d) =>
        {
            json.WriteStartObject();
            json.WriteString("token"u8, d.token);
            json.WriteNumber("intents"u8, (int)d.intents);
            json.WriteStartObject("properties"u8);
            json.WriteString("os"u8, OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macos" : "linux");
            json.WriteString("browser"u8, "BronxBot");
            json.WriteString("device"u8, "BronxBot");
            json.WriteEndObject();
            json.WriteNumber("large_threshold"u8, 50);
            json.WriteStartArray("shard"u8);
            json.WriteNumberValue(d.shard);
            json.WriteNumberValue(d.shards);
            json.WriteEndArray();
            if (d.presence is not null)
            {
                json.WritePropertyName("presence"u8);
                Write(json, d.presence);
            }

            json.WriteEndObject();
        });

    public static byte[] Resume(string token, string session, long sequence) => Write(Opcode.Resume, (token, session, sequence), static (json, d) =>
    {
        json.WriteStartObject();
        json.WriteString("token"u8, d.token);
        json.WriteString("session_id"u8, d.session);
        json.WriteNumber("seq"u8, d.sequence);
        json.WriteEndObject();
    });

    public static byte[] PresenceUpdate(Presence presence) => Write(Opcode.PresenceUpdate, presence, Write);

    /// <summary>Members by name (<paramref name="query"/>, up to 100 unless empty) or by id.</summary>
    public static byte[] RequestMembers(GuildId guild, string? query, IReadOnlyList<UserId>? users, int limit, string nonce) =>
        Write(Opcode.RequestGuildMembers, (guild, query, users, limit, nonce), static (json, d) =>
        {
            json.WriteStartObject();
            json.WriteString("guild_id"u8, d.guild.ToString());
            if (d.users is not null)
            {
                json.WriteStartArray("user_ids"u8);
                foreach (var user in d.users)
                {
                    json.WriteStringValue(user.ToString());
                }

                json.WriteEndArray();
            }
            else
            {
                json.WriteString("query"u8, d.query ?? "");
            }

            json.WriteNumber("limit"u8, d.limit);
            json.WriteString("nonce"u8, d.nonce);
            json.WriteEndObject();
        });

    private static void Write(Utf8JsonWriter json, Presence presence)
    {
        json.WriteStartObject();
        json.WriteNull("since"u8);
        json.WriteStartArray("activities"u8);
        if (presence.Activity is { } activity)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, activity);
            json.WriteNumber("type"u8, (int)presence.Kind);
            if (presence.Kind == ActivityKind.Custom)
            {
                json.WriteString("state"u8, activity);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("status"u8, presence.Status switch
        {
            OnlineStatus.Idle => "idle",
            OnlineStatus.DoNotDisturb => "dnd",
            OnlineStatus.Invisible => "invisible",
            _ => "online",
        });
        json.WriteBoolean("afk"u8, false);
        json.WriteEndObject();
    }

    private static byte[] Write<T>(Opcode opcode, T d, Action<Utf8JsonWriter, T> write)
    {
        using var buffer = new MemoryStream(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("op"u8, (int)opcode);
            json.WritePropertyName("d"u8);
            write(json, d);
            json.WriteEndObject();
        }

        return buffer.Length <= Largest
            ? buffer.ToArray()
            : throw new ArgumentException($"A gateway payload may have {Largest} bytes; this {opcode} would have {buffer.Length}. Ask for less at once.", nameof(d));
    }
}
