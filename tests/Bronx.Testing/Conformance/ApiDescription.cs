using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bronx.Sandbox;

namespace Bronx.Testing.Conformance;

/// <summary>Discord's OpenAPI description, read once per process, with its paths as a tree.</summary>
public sealed class ApiDescription
{
    private static readonly Lazy<ApiDescription?> Found = new(Load);

    private readonly JsonElement _root;
    private readonly SchemaSet _schemas;
    private readonly ConcurrentDictionary<(string Path, string Method), ApiOperation> _operations = new();
    private readonly Dictionary<int, List<(string Path, string[] Segments)>> _paths = [];

    private ApiDescription(JsonElement root)
    {
        _root = root;
        _schemas = new SchemaSet(root);
        foreach (var path in root.GetProperty("paths").EnumerateObject())
        {
            var segments = Segments(path.Name);
            if (!_paths.TryGetValue(segments.Length, out var same))
            {
                _paths[segments.Length] = same = [];
            }

            same.Add((path.Name, segments));
        }
    }

    /// <summary>The description, or null if none is to be had on this machine.</summary>
    public static ApiDescription? Shared => Found.Value;

    /// <summary>Why there is none.</summary>
    public static string Missing { get; private set; } = "";

    /// <summary>Everything about an exchange that the description does not allow.</summary>
    public IReadOnlyList<ConformanceViolation> Check(WireExchange exchange) => new ExchangeCheck(this, exchange).Run();

    /// <summary>Reads a description from its text.</summary>
    public static ApiDescription Parse(ReadOnlySpan<byte> json)
    {
        var root = JsonNode.Parse(json)!;

        // Field errors carry words for codes and may stand beside errors of inner fields; the description says numbers, and neither-or.
        root["components"]!["schemas"]!["ErrorDetails"] = JsonNode.Parse("""
            {
              "type": "object",
              "properties": {
                "_errors": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "properties": { "code": { "type": "string" }, "message": { "type": "string" } },
                    "required": ["code", "message"]
                  }
                }
              },
              "additionalProperties": { "$ref": "#/components/schemas/ErrorDetails" }
            }
            """);
        return new ApiDescription(JsonSerializer.SerializeToElement(root));
    }

    /// <summary>The operation of a path; fixed segments win over parameters.</summary>
    internal ApiOperation? Find(string method, string path)
    {
        var segments = Segments(path);
        var template = _paths.GetValueOrDefault(segments.Length)?
            .Where(candidate => candidate.Segments.Zip(segments).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second))
            .OrderBy(candidate => candidate.Segments.Count(segment => segment.StartsWith('{')))
            .Select(candidate => candidate.Path)
            .FirstOrDefault(candidate => _root.GetProperty("paths").GetProperty(candidate).TryGetProperty(Lower(method), out _));
        return template is null ? null : _operations.GetOrAdd((template, method), key =>
            new ApiOperation(_root.GetProperty("paths").GetProperty(key.Path).GetProperty(Lower(key.Method)), _root, _schemas));
    }

    private static ApiDescription? Load()
    {
        var file = DescriptionFile.Find(out var looked);
        if (file is null)
        {
            Missing = $"Conformance did NOT run: Discord's OpenAPI description was not found. Looked at: {looked}. "
                + $"Set {DescriptionFile.Variable} to a copy of specs/openapi.json of github.com/discord/discord-api-spec.";
            Console.Error.WriteLine(Missing);
            return null;
        }

        return Parse(File.ReadAllBytes(file));
    }

    private static string Lower(string method) => method switch
    {
        "GET" => "get",
        "POST" => "post",
        "PUT" => "put",
        "PATCH" => "patch",
        "DELETE" => "delete",
        _ => "none",
    };

    private static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
