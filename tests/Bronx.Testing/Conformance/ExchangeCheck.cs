using System.Globalization;
using System.Text.Json;
using Bronx.Sandbox;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Bronx.Testing.Conformance;

/// <summary>Holds one exchange against its operation.</summary>
internal sealed class ExchangeCheck(ApiDescription description, WireExchange exchange)
{
    private readonly List<ConformanceViolation> _violations = [];

    public IReadOnlyList<ConformanceViolation> Run()
    {
        if (description.Find(exchange.Method, exchange.Path) is not { } operation)
        {
            Add(ConformancePart.Route, exchange.Path, "is not a route that Discord describes");
            return _violations;
        }

        CheckQuery(operation);
        CheckRequest(operation);
        CheckAnswer(operation);
        return _violations;
    }

    private void CheckQuery(ApiOperation operation)
    {
        List<SchemaProblem> problems = [];
        foreach (var (name, values) in QueryHelpers.ParseQuery(exchange.Query))
        {
            foreach (var value in values)
            {
                operation.CheckQuery(name, value ?? "", problems);
            }
        }

        Add(ConformancePart.Query, problems);
    }

    private void CheckRequest(ApiOperation operation)
    {
        if (operation.Body is not { } schema)
        {
            if (exchange.RequestBody.Length > 0)
            {
                Add(ConformancePart.RequestBody, "$", "is not taken here");
            }

            return;
        }

        if (exchange.RequestBody.Length == 0)
        {
            // Discord takes a DELETE without the empty object that its description asks for.
            if (operation.RequiresBody && !(exchange.Method == "DELETE" && schema.RequiresNothing))
            {
                Add(ConformancePart.RequestBody, "$", "is required and missing");
            }

            return;
        }

        if (Json(operation) is { } json)
        {
            List<SchemaProblem> problems = [];
            schema.Check(json, "$", isRequest: true, problems);
            Add(ConformancePart.RequestBody, problems);
        }
    }

    private JsonElement? Json(ApiOperation operation)
    {
        var type = exchange.RequestHeaders.TryGetValue("Content-Type", out var header) && MediaTypeHeaderValue.TryParse(header, out var media) ? media : null;
        if (type?.MediaType == "application/json")
        {
            return Parse(exchange.RequestBody, ConformancePart.RequestBody);
        }

        if (type?.MediaType == "multipart/form-data" && operation.TakesFiles)
        {
            return Multipart(HeaderUtilities.RemoveQuotes(type.Boundary).Value ?? "");
        }

        Add(ConformancePart.RequestBody, "$", $"has the content type {header ?? "none"}, which is not taken here");
        return null;
    }

    private JsonElement? Multipart(string boundary)
    {
        JsonElement? json = null;
        var reader = new MultipartReader(boundary, new MemoryStream(exchange.RequestBody.ToArray()));
        // The body is in memory: nothing here can wait.
        while (reader.ReadNextSectionAsync().GetAwaiter().GetResult() is { } section)
        {
            var name = HeaderUtilities.RemoveQuotes(section.GetContentDispositionHeader()?.Name ?? default).Value ?? "";
            using var content = new MemoryStream();
            section.Body.CopyTo(content);
            if (name == "payload_json")
            {
                json = Parse(content.ToArray(), ConformancePart.RequestBody);
            }
            else if (!name.StartsWith("files[", StringComparison.Ordinal))
            {
                Add(ConformancePart.RequestBody, name, "is not a part that Discord knows; files are files[0] to files[9]");
            }
        }

        return json;
    }

    private void CheckAnswer(ApiOperation operation)
    {
        // What an edge in front of the API says (HTML, 5xx) is beyond the description.
        var html = exchange.ResponseHeaders.TryGetValue("Content-Type", out var type) && type.StartsWith("text/html", StringComparison.Ordinal);
        if (exchange.Status >= 500 || html)
        {
            return;
        }

        if (!operation.TryAnswer(exchange.Status, out var schema))
        {
            Add(ConformancePart.Status, exchange.Status.ToString(CultureInfo.InvariantCulture), "is not a status that Discord describes here");
        }
        else if (schema is null)
        {
            if (exchange.ResponseBody.Length > 0)
            {
                Add(ConformancePart.ResponseBody, "$", "must be empty");
            }
        }
        else if (Parse(exchange.ResponseBody, ConformancePart.ResponseBody) is { } json)
        {
            List<SchemaProblem> problems = [];
            schema.Check(json, "$", isRequest: false, problems);
            Add(ConformancePart.ResponseBody, problems);
        }
    }

    private JsonElement? Parse(ReadOnlyMemory<byte> octets, ConformancePart part)
    {
        try
        {
            using var document = JsonDocument.Parse(octets);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            Add(part, "$", "is no JSON");
            return null;
        }
    }

    private void Add(ConformancePart part, List<SchemaProblem> problems)
    {
        foreach (var (at, problem) in problems)
        {
            Add(part, at, problem);
        }
    }

    private void Add(ConformancePart part, string at, string problem) =>
        _violations.Add(new ConformanceViolation(part, $"{exchange.Method} {exchange.Path}{exchange.Query} -> {exchange.Status}", at, problem));
}
