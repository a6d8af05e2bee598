using System.Text;
using System.Text.Json;

namespace Bronx.Sandbox.Tests.Harness;

/// <summary>The page's side of the playground protocol, by plain HTTP.</summary>
internal sealed class RawPage(SandboxServer server) : IDisposable
{
    private readonly HttpClient _http = new();

    public Task<RawAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async Task<RawAnswer> SendAsync(HttpMethod method, string path, object? body = null, string? origin = null, string? host = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(server.PlaygroundAddress + path));
        if (body is not null)
        {
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin);
        }

        if (host is not null)
        {
            request.Headers.Host = host;
        }

        using var response = await _http.SendAsync(request);
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
        return new RawAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
    }

    public async Task<RawFeed> WatchAsync(Snowflake person, long? lastEvent = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{server.PlaygroundAddress}api/live?as={person}"));
        if (lastEvent is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", $"{lastEvent}");
        }

        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        var feed = new RawFeed(response, await response.Content.ReadAsStreamAsync());
        await feed.LineAsync("retry:");
        return feed;
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>An open live feed.</summary>
internal sealed class RawFeed(HttpResponseMessage response, Stream stream) : IDisposable
{
    private readonly StreamReader _lines = new(stream);

    public long LastId { get; private set; }

    /// <summary>The payload of the next event of that name.</summary>
    public async Task<JsonElement> NextAsync(string name)
    {
        while (true)
        {
            var line = await LineAsync("");
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                LastId = long.Parse(line[4..], null);
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                var data = JsonDocument.Parse(line[6..]).RootElement.Clone();
                if (data.GetProperty("t").GetString() == name)
                {
                    return data.GetProperty("d");
                }
            }
        }
    }

    public async Task<string> LineAsync(string beginning)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await _lines.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException("The feed has ended.");
    }

    public void Dispose()
    {
        _lines.Dispose();
        response.Dispose();
    }
}
