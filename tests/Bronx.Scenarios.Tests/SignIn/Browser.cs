using System.Net;
using System.Text.RegularExpressions;
using Bronx.Scenarios.Tests.Infrastructure;

namespace Bronx.Scenarios.Tests.SignIn;

/// <summary>A browser with cookies that follows no redirect by itself, so that a test sees each.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly RunningBot _bot;
    private readonly HttpClient _http;

    public Browser(RunningBot bot)
    {
        _bot = bot;
        _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies });
    }

    public CookieContainer Cookies { get; } = new();

    public Uri Dashboard => _bot.App.DashboardAddress;

    public string? Session
    {
        get => Cookies.GetCookies(Dashboard)["bronx-session"]?.Value;
        set => Cookies.SetCookies(Dashboard, $"bronx-session={value}; path=/");
    }

    public Task<HttpResponseMessage> GetAsync(string address) => SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(Dashboard, address)));

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        return _bot.DuringAsync(_http.SendAsync(request));
    }

    public async Task<string> ReadAsync(string address)
    {
        using var answer = await GetAsync(address);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Sets out to sign in and agrees as a person; returns the address that brings the browser back.</summary>
    public async Task<Uri> ConsentAsync(string person, string begin = "/sign-in", string decision = "approve")
    {
        using var asked = await GetAsync(begin);
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        var form = FormOf(await ReadAsync(asked.Headers.Location!.AbsoluteUri));
        form["person"] = _bot.Sandbox.As(person).Id.ToString();
        form["decision"] = decision;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_bot.Sandbox.Address, "/oauth2/authorize")) { Content = new FormUrlEncodedContent(form) };
        using var answer = await SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!;
    }

    public async Task<string> SignInAsync(string person, string begin = "/sign-in")
    {
        using var back = await GetAsync((await ConsentAsync(person, begin)).AbsoluteUri);
        Assert.True(back.StatusCode == HttpStatusCode.Redirect, await back.Content.ReadAsStringAsync());
        return back.Headers.Location!.OriginalString;
    }

    /// <summary>Sends the form that stands on a page, with some fields filled in or (null) left out.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string page, string action, Dictionary<string, string?> fields, string? fetchSite = "same-origin")
    {
        var form = FormOf(await ReadAsync(page), action);
        foreach (var (name, value) in fields)
        {
            if (value is null) form.Remove(name);
            else form[name] = value;
        }

        return await PostAsync(action, form, fetchSite);
    }

    public Task<HttpResponseMessage> PostAsync(string address, Dictionary<string, string> form, string? fetchSite = "same-origin")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Dashboard, address)) { Content = new FormUrlEncodedContent(form) };
        if (fetchSite is not null) request.Headers.Add("Sec-Fetch-Site", fetchSite);
        return SendAsync(request);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The fields of a form as a browser would send them.</summary>
    public static Dictionary<string, string> FormOf(string html, string? action = null)
    {
        var forms = FormPattern().Matches(html).Where(form => action is null || form.Value.Contains($"action=\"{action}\"", StringComparison.Ordinal)).ToList();
        Assert.True(forms.Count > 0, $"No form for {action} in: {html}");
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match input in InputPattern().Matches(forms[0].Value))
        {
            var (name, value, type) = (Attribute(input.Value, "name"), Attribute(input.Value, "value"), Attribute(input.Value, "type"));
            if (name is not null && (type is not ("checkbox" or "radio") || input.Value.Contains(" checked", StringComparison.Ordinal)))
            {
                fields[name] = value ?? "";
            }
        }

        foreach (Match area in AreaPattern().Matches(forms[0].Value)) fields[area.Groups["name"].Value] = WebUtility.HtmlDecode(area.Groups["text"].Value);
        foreach (Match select in SelectPattern().Matches(forms[0].Value))
        {
            fields[select.Groups["name"].Value] = SelectedPattern().Match(select.Groups["choices"].Value) is { Success: true } chosen ? chosen.Groups["value"].Value : "";
        }

        return fields;
    }

    private static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $" {name}=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)) is { Success: true } found ? WebUtility.HtmlDecode(found.Groups["value"].Value) : null;

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline, 5_000)]
    private static partial Regex FormPattern();

    [GeneratedRegex("<input[^>]*>", RegexOptions.None, 5_000)]
    private static partial Regex InputPattern();

    [GeneratedRegex("<textarea[^>]* name=\"(?<name>[^\"]*)\"[^>]*>\\n?(?<text>.*?)</textarea>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex AreaPattern();

    [GeneratedRegex("<select[^>]* name=\"(?<name>[^\"]*)\"[^>]*>(?<choices>.*?)</select>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex SelectPattern();

    [GeneratedRegex("<option value=\"(?<value>[^\"]*)\" selected", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex SelectedPattern();
}
