using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bronx.Platform.Options;
using Bronx.Platform.Text;

namespace Bronx.Features.Settings.Transfer;

/// <summary>
/// Settings as a document: written by the export, read by the import. A part that the document names is replaced whole: what it does
/// not list there goes back to the default. Parts it does not name stay.
/// </summary>
internal static class SettingsDocument
{
    /// <summary>Of the document's own form.</summary>
    public const int Form = 1;

    /// <summary>The longest document that is read, in characters.</summary>
    public const int LongestRead = 6_000;

    private const int MostProblems = 20;

    private static readonly JsonWriterOptions Written = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Read = new() { MaxDepth = 8, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static byte[] Write(IEnumerable<OptionSchema> schemas, OptionScope scope, OptionValues values)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Written))
        {
            json.WriteStartObject();
            json.WriteNumber("settings", Form);
            json.WriteString("of", ScopeName(scope));
            json.WriteStartObject("parts");
            foreach (var schema in schemas)
            {
                json.WriteStartObject(schema.Name);
                json.WriteNumber("version", schema.Version);
                json.WriteStartObject("values");
                foreach (var option in schema.Options.Where(values.IsChosen))
                {
                    json.WriteString(option.Key[(schema.Name.Length + 1)..], values.TextOf(option));
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>What a document asks for: stored or typed forms by key, null for the default. Or what is wrong with it, by place.</summary>
    public static (IReadOnlyDictionary<string, string?>? Wanted, IReadOnlyDictionary<string, string> Problems) Parse(string text, OptionCatalogue catalogue, OptionScope scope)
    {
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(WithoutFence(text), Read);
            var wanted = Parts(document.RootElement, catalogue, scope, problems);
            return problems.Count == 0 ? (wanted, problems) : (null, problems);
        }
        catch (JsonException broken)
        {
            problems["the document"] = $"it cannot be read as JSON (line {(broken.LineNumber ?? 0) + 1}); paste what the export wrote";
            return (null, problems);
        }
    }

    private static Dictionary<string, string?> Parts(JsonElement root, OptionCatalogue catalogue, OptionScope scope, Dictionary<string, string> problems)
    {
        var wanted = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("settings", out var form) || form.ValueKind != JsonValueKind.Number || !form.TryGetInt32(out var number)
            || !root.TryGetProperty("parts", out var parts) || parts.ValueKind != JsonValueKind.Object)
        {
            problems["the document"] = "it is no export of settings; paste what the export wrote";
        }
        else if (number != Form)
        {
            problems["the document"] = $"it has form {number}, and I read form {Form}; export it anew";
        }
        else if (!root.TryGetProperty("of", out var of) || of.ValueKind != JsonValueKind.String || of.GetString() != ScopeName(scope))
        {
            problems["the document"] = $"it is no export of the settings of a {ScopeName(scope)}";
        }
        else
        {
            ReadParts(parts, catalogue, scope, wanted, problems);
        }

        return wanted;
    }

    private static void ReadParts(JsonElement parts, OptionCatalogue catalogue, OptionScope scope, Dictionary<string, string?> wanted, Dictionary<string, string> problems)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts.EnumerateObject())
        {
            if (problems.Count >= MostProblems)
            {
                return;
            }

            var schema = catalogue.Of(scope).FirstOrDefault(one => one.Name == part.Name);
            var problem =
                !seen.Add(part.Name) ? "it is there twice"
                : schema is null ? "there is no such part"
                : part.Value.ValueKind != JsonValueKind.Object || !part.Value.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number
                    || !version.TryGetInt32(out var number) || number < 1 ? "it names no version"
                : number > schema.Version ? "it was written by a newer version of me; update me first"
                : !part.Value.TryGetProperty("values", out var values) || values.ValueKind != JsonValueKind.Object ? "it has no values"
                : ReadValues(schema, number, values, wanted, problems);
            if (problem is not null)
            {
                problems[part.Name] = problem;
            }
        }
    }

    private static string? ReadValues(OptionSchema schema, int version, JsonElement values, Dictionary<string, string?> wanted, Dictionary<string, string> problems)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in values.EnumerateObject())
        {
            var key = $"{schema.Name}.{value.Name}";
            if (problems.Count >= MostProblems)
            {
                return null;
            }

            if (value.Value.ValueKind != JsonValueKind.String)
            {
                problems[key] = "values are texts in quotation marks";
            }
            else if (!read.TryAdd(key, value.Value.GetString()!))
            {
                problems[key] = "it is there twice";
            }
        }

        var current = version < schema.Version ? schema.Upgrade(version, read) : read;
        foreach (var key in current.Keys.Where(key => schema.Options.All(option => option.Key != key)))
        {
            problems[key] = "there is no such setting";
        }

        foreach (var option in schema.Options)
        {
            wanted[option.Key] = current.GetValueOrDefault(option.Key);
        }

        return null;
    }

    private static string ScopeName(OptionScope scope) => scope == OptionScope.Server ? "server" : "person";

    /// <summary>People paste with the marks of a code block around.</summary>
    private static string WithoutFence(string text)
    {
        text = text.Trim();
        if (!text.StartsWith("```", StringComparison.Ordinal))
        {
            return text;
        }

        var begin = text.IndexOf('{', StringComparison.Ordinal);
        var end = text.LastIndexOf('}');
        return begin >= 0 && end > begin ? text[begin..(end + 1)] : text;
    }
}
