using System.Net;

namespace Bronx.Discord.Rest;

/// <summary>Discord said no. <see cref="Code"/> is its own error code (0 when it gave none), e.g. 50013 for missing permissions.</summary>
public sealed class DiscordApiException(HttpStatusCode status, int code, string message, string route, string? errors = null)
    : Exception($"{route}: {(int)status}/{code} {message}{(errors is null ? "" : " " + errors)}")
{
    public HttpStatusCode Status { get; } = status;

    public int Code { get; } = code;

    /// <summary>Discord's own words.</summary>
    public string Reason { get; } = message;

    /// <summary>Method and route template, without ids.</summary>
    public string Route { get; } = route;

    /// <summary>The nested field errors, flattened to "path: message; …"; null when there were none.</summary>
    public string? Errors { get; } = errors;
}
