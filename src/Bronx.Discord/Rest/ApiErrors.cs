using System.Globalization;
using System.Text;
using System.Text.Json;
using Bronx.Discord.RequestQueue;

namespace Bronx.Discord.Rest;

/// <summary>Reads Discord's error bodies. Any bytes at all give an exception that can be read.</summary>
internal static class ApiErrors
{
    private const int LongestReason = 300;
    private const int LongestErrors = 1000;

    public static DiscordApiException From(Answer answer, RouteTemplate template)
    {
        var (code, message, errors) = answer.IsJson ? Parse(answer.Body) : (0, null, null);
        message ??= answer.IsJson
            ? "Discord gave no reason"
            : $"not an answer of the API: {Shorten(Encoding.UTF8.GetString(answer.Body.AsSpan(0, Math.Min(answer.Body.Length, 200))), 80)}";
        return new DiscordApiException(answer.Status, code, message, template.Name, errors);
    }

    /// <summary>retry_after (seconds) and global of a 429's body.</summary>
    public static (double? RetryAfter, bool Global) RateLimit(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return (null, false);
            }

            double? after = root.TryGetProperty("retry_after", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds)
                ? seconds
                : null;
            return (after, root.TryGetProperty("global", out var global) && global.ValueKind == JsonValueKind.True);
        }
        catch (JsonException)
        {
            // A 429 whose body is broken is still a 429: the headers tell the rest.
            return (null, false);
        }
    }

    private static (int Code, string? Message, string? Errors) Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return default;
            }

            var code = root.TryGetProperty("code", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value) ? value : 0;
            var message = root.TryGetProperty("message", out var text) && text.ValueKind == JsonValueKind.String ? Shorten(text.GetString()!, LongestReason) : null;
            if (!root.TryGetProperty("errors", out var errors))
            {
                return (code, message, null);
            }

            var flat = new StringBuilder();
            Flatten(errors, "", flat);
            return (code, message, flat.Length == 0 ? null : Shorten(flat.ToString(), LongestErrors));
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static void Flatten(JsonElement element, string path, StringBuilder into)
    {
        if (into.Length > LongestErrors)
        {
            return;
        }

        if (element.ValueKind == JsonValueKind.String)
        {
            Append(path, element.GetString()!, into);
            return;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (property.NameEquals("_errors") && property.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var error in property.Value.EnumerateArray())
                {
                    if (error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String)
                    {
                        Append(path, message.GetString()!, into);
                    }
                }
            }
            else
            {
                var isIndex = int.TryParse(property.Name, NumberStyles.None, CultureInfo.InvariantCulture, out _);
                Flatten(property.Value, isIndex ? $"{path}[{property.Name}]" : path.Length == 0 ? property.Name : $"{path}.{property.Name}", into);
            }
        }
    }

    private static void Append(string path, string message, StringBuilder into) =>
        into.Append(into.Length == 0 ? "" : "; ").Append(path).Append(": ").Append(message);

    private static string Shorten(string text, int length) => text.Length <= length ? text : string.Concat(text.AsSpan(0, length), "…");
}
