using System.Text.Json.Nodes;
using Bronx.Sandbox.Shapes;

namespace Bronx.Sandbox.Rest;

/// <summary>A status and a body, ready to send.</summary>
internal sealed record RestAnswer(int Status, byte[] Body, string ContentType = "application/json")
{
    public static readonly RestAnswer Nothing = new(204, []);

    /// <summary>Headers beyond the rate limit's own.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static RestAnswer Ok(JsonNode? body) => new(200, Json.Octets(body));

    public static RestAnswer Created(JsonNode body) => new(201, Json.Octets(body));

    public static RestAnswer Of(ApiError error) => new(error.Status, Json.Octets(error.Body()));
}
