using System.Buffers.Text;
using System.Text.Json;

namespace Bronx.Discord.Json;

/// <summary>Reads one value of an object.</summary>
internal delegate T ReadValue<out T>(ref Utf8JsonReader reader);

/// <summary>
/// Reads values that may turn out to be something else: a field of the wrong type is as good as absent. Each leaves the reader on the
/// last token of the value it stood on.
/// </summary>
internal static class Lenient
{
    public static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    public static bool Flag(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return reader.TokenType == JsonTokenType.True;
    }

    public static int Int(ref Utf8JsonReader reader) => (int)Math.Clamp(Long(ref reader), int.MinValue, int.MaxValue);

    public static long Long(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var number) ? number : 0;
            case JsonTokenType.String:
                return Utf8Parser.TryParse(reader.ValueSpan, out long parsed, out var used) && used == reader.ValueSpan.Length ? parsed : 0;
            default:
                reader.Skip();
                return 0;
        }
    }

    /// <summary>An id or permission bits: digits in text, or a number; 0 for anything else.</summary>
    public static ulong Id(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return Utf8Parser.TryParse(reader.ValueSpan, out ulong id, out var used) && used == reader.ValueSpan.Length ? id : 0;
            case JsonTokenType.Number:
                return reader.TryGetUInt64(out var number) ? number : 0;
            default:
                reader.Skip();
                return 0;
        }
    }

    public static DateTimeOffset? Instant(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.TryGetDateTimeOffset(out var instant) ? instant : null;
        }

        reader.Skip();
        return null;
    }

    /// <summary>The elements that can be read; those that cannot are left out.</summary>
    public static T[] List<T>(ref Utf8JsonReader reader, ReadValue<T?> read)
        where T : class
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return [];
        }

        List<T>? items = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (read(ref reader) is { } item)
            {
                (items ??= []).Add(item);
            }
        }

        return items is null ? [] : [.. items];
    }

    /// <summary>Whether the reader stands on an object; when not, the value is passed over.</summary>
    public static bool IsObject(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        reader.Skip();
        return false;
    }

    /// <summary>Moves to the next property's name; false at the end of the object.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;
}
