using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Bronx.Sandbox.Tests.Harness;

/// <summary>Plain HTTP, nothing clever: what is sent is what the test says.</summary>
internal sealed class RawApi : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly Uri _base;

    public RawApi(Uri address, string token)
    {
        _base = address;
        Token = token;
    }

    public string? Token { get; set; }

    public Task<RawAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<RawAnswer> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, Json(body));

    public Task<RawAnswer> PutAsync(string path, object? body = null) => SendAsync(HttpMethod.Put, path, Json(body));

    public Task<RawAnswer> PatchAsync(string path, object? body = null) => SendAsync(HttpMethod.Patch, path, Json(body));

    public Task<RawAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    public async Task<RawAnswer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(_base.AbsoluteUri + path)) { Content = content };
        if (Token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bot", Token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var all = response.Headers.ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
        return new RawAnswer((int)response.StatusCode, text, all);
    }

    public void Dispose() => _http.Dispose();

    private static StringContent? Json(object? body) => body is null ? null
        : new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
}

/// <summary>An answer as it came.</summary>
internal sealed record RawAnswer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement.Clone();

    public int Code => Json.GetProperty("code").GetInt32();

    public string Id => Json.GetProperty("id").GetString()!;

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The first error code under a path such as <c>embeds.0.title</c>.</summary>
    public string? ErrorAt(string path)
    {
        var node = Json.GetProperty("errors");
        foreach (var step in path.Split('.'))
        {
            if (!node.TryGetProperty(step, out node))
            {
                return null;
            }
        }

        return node.GetProperty("_errors")[0].GetProperty("code").GetString();
    }
}
