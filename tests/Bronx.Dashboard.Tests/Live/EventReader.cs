using System.Text.Json.Nodes;
using Bronx.Testing;

namespace Bronx.Dashboard.Tests.Live;

/// <summary>Reads a stream of server-sent events as a browser does.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private EventReader(HttpResponseMessage response, Stream body)
    {
        _response = response;
        _lines = new StreamReader(body);
    }

    public HttpResponseMessage Response => _response;

    public static async Task<EventReader> OpenAsync(RunningDashboard dashboard, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/stats/stream");
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await dashboard.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new EventReader(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event, a comment or retry hint included; null when the stream ended.</summary>
    public async Task<StreamEvent?> NextAsync()
    {
        string? id = null, name = null, data = null, comment = null, retry = null;
        while (await _lines.ReadLineAsync().WaitAsync(Patience.Long) is { } line)
        {
            if (line.Length == 0) return new StreamEvent(id, name, data, comment, retry);
            if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
            if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line[6..];
            if (line.StartsWith("retry: ", StringComparison.Ordinal)) retry = line[7..];
            if (line.StartsWith(':')) comment = line[1..];
        }

        return null;
    }

    public async Task<StreamEvent> NextStatsAsync()
    {
        while (await NextAsync() is { } next)
        {
            if (next.Name == "stats") return next;
        }

        throw new InvalidOperationException("The stream ended before the next state.");
    }

    public async ValueTask DisposeAsync()
    {
        _lines.Dispose();
        _response.Dispose();
        await Task.CompletedTask;
    }
}

internal sealed record StreamEvent(string? Id, string? Name, string? Data, string? Comment, string? Retry)
{
    public JsonNode Json => JsonNode.Parse(Data!)!;

    public long Total => Json["commands"]!["total"]!.GetValue<long>();

    public long Number => long.Parse(Id!.Split('-')[1], null);
}
