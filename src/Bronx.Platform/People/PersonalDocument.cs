using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Bronx.Discord.Models;

namespace Bronx.Platform.People;

/// <summary>A person's copy of what is stored about them, as one JSON file they can read and programs too.</summary>
/// <param name="Content">UTF-8.</param>
/// <param name="Rows">How many rows are in it.</param>
/// <param name="LeftOut">How many rows did not fit; the document says so itself, table by table.</param>
public sealed record PersonalDocument(byte[] Content, long Rows, long LeftOut)
{
    /// <summary>Bytes that rows may take. Discord takes 10 MiB from a bot.</summary>
    public const int Limit = 8 * 1024 * 1024;

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Asks every slice in turn and writes what it knows.</summary>
    public static async Task<PersonalDocument> MakeAsync(UserId person, IEnumerable<IPersonalData> slices, TimeProvider clock, int limit, CancellationToken ct)
    {
        using var stream = new MemoryStream();
        long rows = 0, leftOut = 0;
        await using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("person", person.ToString());
            json.WriteString("made", clock.GetUtcNow());
            json.WriteStartObject("stored");
            foreach (var slice in slices)
            {
                json.WriteStartObject(slice.Title);
                foreach (var table in await slice.ExportAsync(person, ct))
                {
                    var (written, missing) = Write(json, table, limit);
                    rows += written;
                    leftOut += missing;
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return new PersonalDocument(stream.ToArray(), rows, leftOut);
    }

    private static (long Written, long Missing) Write(Utf8JsonWriter json, PersonalTable table, int limit)
    {
        json.WriteStartArray(table.Name);
        var written = 0;
        while (written < table.Rows.Count && json.BytesCommitted + json.BytesPending < limit)
        {
            json.WriteStartObject();
            for (var column = 0; column < table.Columns.Count; column++)
            {
                json.WritePropertyName(table.Columns[column]);
                Write(json, table.Rows[written][column]);
            }

            json.WriteEndObject();
            written++;
        }

        json.WriteEndArray();
        var missing = table.Rows.Count - written;
        if (missing > 0)
        {
            json.WriteNumber($"{table.Name}, rows that did not fit", missing);
        }

        return (written, missing);
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool yes:
                json.WriteBooleanValue(yes);
                break;
            case int or long:
                json.WriteNumberValue(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset at:
                json.WriteStringValue(at);
                break;
            default:
                // Ids among them: as text, because many readers of JSON round numbers of that size.
                json.WriteStringValue(value.ToString());
                break;
        }
    }
}
