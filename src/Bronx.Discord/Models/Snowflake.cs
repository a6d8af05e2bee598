using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bronx.Discord.Models;

/// <summary>An id of Discord's: 64 bits, of which 63–22 are milliseconds since 2015-01-01 UTC. Text in JSON.</summary>
public interface ISnowflake<TSelf> : IEquatable<TSelf>, IComparable<TSelf>
    where TSelf : struct, ISnowflake<TSelf>
{
    ulong Value { get; }

    static abstract TSelf From(ulong value);
}

/// <summary>What all ids share: parsing, and the instant inside.</summary>
public static class Snowflake
{
    /// <summary>2015-01-01T00:00:00Z, Discord's epoch, in Unix milliseconds.</summary>
    public const long EpochMilliseconds = 1_420_070_400_000;

    /// <summary>The instant at which Discord made the id (UTC, millisecond precision).</summary>
    public static DateTimeOffset CreatedAt<T>(this T id)
        where T : struct, ISnowflake<T> => DateTimeOffset.FromUnixTimeMilliseconds((long)(id.Value >> 22) + EpochMilliseconds);

    /// <summary>Reads the decimal form, 1–20 digits and nothing else.</summary>
    public static bool TryParse<T>(ReadOnlySpan<char> text, out T id)
        where T : struct, ISnowflake<T>
    {
        if (text.Length is > 0 and <= 20 && ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value != 0)
        {
            id = T.From(value);
            return true;
        }

        id = default;
        return false;
    }
}

/// <summary>Reads ids from text or number and writes text, as Discord does.</summary>
public sealed class SnowflakeConverter<T> : JsonConverter<T>
    where T : struct, ISnowflake<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return T.From(reader.GetUInt64());
        }

        Span<char> text = stackalloc char[20];
        if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length is > 0 and <= 20 && !reader.HasValueSequence)
        {
            var length = reader.CopyString(text);
            if (ulong.TryParse(text[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return T.From(value);
            }
        }
        else if (reader.TokenType == JsonTokenType.String && ulong.TryParse(reader.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return T.From(value);
        }

        throw new JsonException("an id is 1–20 digits");
    }

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ulong.TryParse(reader.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? T.From(value)
            : throw new JsonException("an id is 1–20 digits");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[20];
        value.Value.TryFormat(text, out var written, provider: CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..written]);
    }

    public override void WriteAsPropertyName(Utf8JsonWriter writer, [DisallowNull] T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value.ToString(CultureInfo.InvariantCulture));
}
