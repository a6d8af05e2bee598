namespace Bronx.Sandbox;

/// <summary>One REST request of the bot with its answer, as both went over the wire.</summary>
/// <param name="Method">GET, POST, PUT, PATCH or DELETE.</param>
/// <param name="Route">The template that took it, for example <c>/channels/{channel_id}/messages</c>; null if none did.</param>
/// <param name="Path">The path below the API's base, still percent-encoded, beginning with a slash.</param>
/// <param name="Query">The query with its question mark, or an empty text.</param>
/// <param name="RequestHeaders">Names without regard to case; several values joined by a comma.</param>
/// <param name="RequestBody">Empty if there was none.</param>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="ResponseHeaders">Names without regard to case.</param>
/// <param name="ResponseBody">Empty for 204.</param>
public sealed record WireExchange(
    string Method,
    string? Route,
    string Path,
    string Query,
    IReadOnlyDictionary<string, string> RequestHeaders,
    ReadOnlyMemory<byte> RequestBody,
    int Status,
    IReadOnlyDictionary<string, string> ResponseHeaders,
    ReadOnlyMemory<byte> ResponseBody);
