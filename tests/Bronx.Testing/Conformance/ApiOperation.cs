using System.Globalization;
using System.Text.Json;

namespace Bronx.Testing.Conformance;

/// <summary>One method of one path: its query, request body and answers.</summary>
internal sealed class ApiOperation
{
    private readonly Dictionary<string, JsonElement> _query = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Schema?> _answers = new(StringComparer.Ordinal);
    private readonly SchemaSet _schemas;

    public ApiOperation(JsonElement source, JsonElement root, SchemaSet schemas)
    {
        _schemas = schemas;
        if (source.TryGetProperty("parameters", out var parameters))
        {
            foreach (var parameter in parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query"))
            {
                var schema = parameter.GetProperty("schema");

                // Read by its own type, and that stands where a reference points to.
                _query[parameter.GetProperty("name").GetString()!] = schema.TryGetProperty("$ref", out var named)
                    ? root.GetProperty("components").GetProperty("schemas").GetProperty(named.GetString()!.Split('/')[^1])
                    : schema;
            }
        }

        if (source.TryGetProperty("requestBody", out var request))
        {
            RequiresBody = request.TryGetProperty("required", out var required) && required.GetBoolean();
            Body = BodySchema(request);
            TakesFiles = request.GetProperty("content").TryGetProperty("multipart/form-data", out _);
        }

        foreach (var answer in source.GetProperty("responses").EnumerateObject())
        {
            var shape = answer.Value.TryGetProperty("$ref", out var reference)
                ? root.GetProperty("components").GetProperty("responses").GetProperty(reference.GetString()!.Split('/')[^1])
                : answer.Value;
            _answers[answer.Name] = BodySchema(shape);
        }
    }

    public Schema? Body { get; }

    public bool RequiresBody { get; }

    public bool TakesFiles { get; }

    /// <summary>The schema of an answer; false if the status is not among the described ones. Null means an empty body.</summary>
    public bool TryAnswer(int status, out Schema? schema) =>
        _answers.TryGetValue(status.ToString(CultureInfo.InvariantCulture), out schema) || _answers.TryGetValue($"{status / 100}XX", out schema);

    /// <summary>Query values are text on the wire; each is read as what its schema wants.</summary>
    public void CheckQuery(string name, string value, List<SchemaProblem> problems)
    {
        if (!_query.TryGetValue(name, out var source))
        {
            problems.Add(new SchemaProblem(name, "is not a parameter that Discord knows here"));
            return;
        }

        using var read = JsonDocument.Parse(AsJson(source, value));
        new Schema(source, _schemas).Check(read.RootElement, name, isRequest: true, problems);
    }

    private static string AsJson(JsonElement source, string value)
    {
        var type = source.TryGetProperty("type", out var declared) ? declared.ToString() : "string";
        if (type.Contains("boolean", StringComparison.Ordinal) && value is "true" or "false" or "1" or "0" or "True" or "False")
        {
            return value is "true" or "1" or "True" ? "true" : "false";
        }

        var number = type.Contains("integer", StringComparison.Ordinal) && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        return number ? value : type.Contains("array", StringComparison.Ordinal) ? $"[{JsonSerializer.Serialize(value)}]" : JsonSerializer.Serialize(value);
    }

    private Schema? BodySchema(JsonElement holder) =>
        holder.TryGetProperty("content", out var content) && content.TryGetProperty("application/json", out var json)
            ? new Schema(json.GetProperty("schema"), _schemas)
            : null;
}
