using System.Text.Json;
using Bronx.Dashboard.Edge;
using Bronx.Platform.Reporting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bronx.Dashboard.Api;

/// <summary><c>GET /api/stats/history?range=hour|day|month&amp;command=name</c>: what ran when.</summary>
internal static class HistoryEndpoint
{
    public static void Map(IEndpointRouteBuilder routes, IBotFigures figures) => routes.MapRead("/api/stats/history", http =>
    {
        var query = http.Request.Query;
        var command = query["command"].FirstOrDefault();
        var range = query.ContainsKey("range") ? TimeRange.Parse(query["range"]) : command is null ? TimeRange.Hour : TimeRange.Month;
        if (range is null)
        {
            return ErrorPage.TellAsync(http, StatusCodes.Status400BadRequest, "range is hour, day or month, for example /api/stats/history?range=day.");
        }

        if (command is null)
        {
            return SendAsync(http, figures, range, null, range.Of(figures.Usage()));
        }

        if (range != TimeRange.Month)
        {
            return ErrorPage.TellAsync(http, StatusCodes.Status400BadRequest, "One command is counted by day only: ask with range=month.");
        }

        return figures.Command(command) is { } known
            ? SendAsync(http, figures, range, command, known.Days)
            : ErrorPage.TellAsync(http, StatusCodes.Status404NotFound, "No command of this name was ever used. /api/stats names the busiest.");
    });

    private static async Task SendAsync(HttpContext http, IBotFigures figures, TimeRange range, string? command, IReadOnlyList<long> counts)
    {
        var at = figures.AsOf;
        var document = new HistoryDocument(
            HistoryDocument.CurrentVersion,
            at,
            range.Key,
            command,
            (int)range.Each.TotalSeconds,
            [.. counts.Select((count, i) => new HistoryPoint(range.Start(i, counts.Count, at), count))]);
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.BodyWriter.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(document, ApiJson.Default.HistoryDocument), http.RequestAborted);
    }
}
