using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.Shapes;

/// <summary>How values look in Discord's JSON: ids and permission bits as strings, instants as ISO 8601 with microseconds.</summary>
internal static class Json
{
    public const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff+00:00";

    public static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonNode Id(Snowflake id) => JsonValue.Create(id.ToString());

    public static JsonNode? Id(Snowflake? id) => id is { } known ? Id(known) : null;

    public static JsonArray Ids(IEnumerable<Snowflake> ids) => new([.. ids.Select(id => (JsonNode)Id(id))]);

    public static JsonNode Bits(Permission permission) => JsonValue.Create(((ulong)permission).ToString(CultureInfo.InvariantCulture));

    public static JsonNode Instant(DateTimeOffset instant) =>
        JsonValue.Create(instant.ToUniversalTime().ToString(InstantFormat, CultureInfo.InvariantCulture));

    public static JsonNode? Instant(DateTimeOffset? instant) => instant is { } known ? Instant(known) : null;

    public static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode?> shape) => new([.. items.Select(shape)]);

    /// <summary>
    /// The same JSON as if it had just been read. A node built in code insists on the exact number type it was built with and differs
    /// from an equal one that was read; what is kept goes through here once.
    /// </summary>
    public static T Settled<T>(T node)
        where T : JsonNode => (T)JsonNode.Parse(Octets(node))!;

    public static byte[] Octets(JsonNode? node)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            if (node is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                node.WriteTo(writer);
            }
        }

        return buffer.WrittenSpan.ToArray();
    }
}
