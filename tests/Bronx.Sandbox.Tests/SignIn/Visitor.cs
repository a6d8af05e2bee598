using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bronx.Sandbox.Tests.Harness;

namespace Bronx.Sandbox.Tests.SignIn;

/// <summary>A browser and the application behind it, by plain HTTP.</summary>
internal sealed partial class Visitor(TestSandbox sandbox) : IDisposable
{
    public const string Callback = "http://localhost:5000/auth/callback";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = sandbox.Server.Address };

    public string ClientId { get; } = sandbox.Server.World.BotId.ToString();

    public Dictionary<string, string> Request(string scope = "identify guilds") => new()
    {
        ["response_type"] = "code",
        ["client_id"] = ClientId,
        ["redirect_uri"] = Callback,
        ["scope"] = scope,
        ["state"] = "s t&a=te",
    };

    public Task<HttpResponseMessage> OpenAsync(Dictionary<string, string> request) =>
        _http.GetAsync("oauth2/authorize?" + string.Join('&', request.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}")));

    public Task<HttpResponseMessage> OpenAsync(string query) => _http.GetAsync("oauth2/authorize" + query);

    /// <summary>Sends the page's own form as it stands, with the person and the button chosen.</summary>
    public async Task<HttpResponseMessage> DecideAsync(string page, Snowflake person, string decision, string? origin = null)
    {
        var form = Hidden().Matches(page).Select(match => KeyValuePair.Create(match.Groups["name"].Value, WebUtility.HtmlDecode(match.Groups["value"].Value)))
            .Append(KeyValuePair.Create("person", person.ToString())).Append(KeyValuePair.Create("decision", decision));
        using var request = new HttpRequestMessage(HttpMethod.Post, "oauth2/authorize") { Content = new FormUrlEncodedContent(form) };
        request.Headers.TryAddWithoutValidation("Origin", origin ?? sandbox.Server.Address.GetLeftPart(UriPartial.Authority));
        return await _http.SendAsync(request);
    }

    /// <summary>All the way to a code.</summary>
    public async Task<string> CodeAsync(string person, Dictionary<string, string>? request = null)
    {
        using var opened = await OpenAsync(request ?? Request());
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        using var decided = await DecideAsync(await opened.Content.ReadAsStringAsync(), sandbox.Server.World.UserId(person), "approve");
        Assert.Equal(HttpStatusCode.Found, decided.StatusCode);
        return Query(decided)["code"];
    }

    public async Task<(int Status, JsonElement Body)> TokenAsync(Dictionary<string, string> form, bool basic = false, string secret = "sandbox-secret", string path = "api/oauth2/token")
    {
        if (!basic)
        {
            form = new Dictionary<string, string>(form) { ["client_id"] = ClientId, ["client_secret"] = secret };
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) };
        if (basic)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{secret}")));
        }

        return await SendAsync(request);
    }

    public Task<(int Status, JsonElement Body)> ExchangeAsync(string code, string? verifier = null, string redirect = Callback)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = redirect };
        if (verifier is not null)
        {
            form["code_verifier"] = verifier;
        }

        return TokenAsync(form);
    }

    public async Task<string> SignInAsync(string person, string scope = "identify guilds")
    {
        var (status, body) = await ExchangeAsync(await CodeAsync(person, Request(scope)));
        Assert.Equal(200, status);
        return body.GetProperty("access_token").GetString()!;
    }

    public Task<(int Status, JsonElement Body)> AskAsync(string path, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "api/v10" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return SendAsync(request);
    }

    public async Task<(int Status, JsonElement Body)> SendAsync(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request);
        return ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.Clone());
    }

    public static Dictionary<string, string> Query(HttpResponseMessage redirect) => redirect.Headers.Location!.Query.TrimStart('?').Split('&')
        .Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')), StringComparer.Ordinal);

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[a-z_]+)" value="(?<value>[^"]*)">""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden();
}
