using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Bronx.Discord.Models;

namespace Bronx.Dashboard.SignIn;

/// <summary>What Discord tells about a person who allowed it. Each of these calls has a person waiting, so none is repeated here.</summary>
internal sealed class DiscordAccount(HttpClient http, SignInOptions options)
{
    /// <summary>A code for an access token; null when Discord does not accept the code.</summary>
    /// <exception cref="HttpRequestException">Discord cannot be reached, or has trouble of its own.</exception>
    public async Task<AccessGrant?> ExchangeAsync(string clientId, string code, string verifier, string redirect, CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = redirect,
            ["code_verifier"] = verifier,
            ["client_id"] = clientId,
            ["client_secret"] = options.ClientSecret,
        });
        using var answer = await http.PostAsync(At("oauth2/token"), form, ct);
        if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync(AccountJson.Default.AccessGrant, ct);
    }

    /// <summary>Who the token speaks for; null when it is not valid (any more).</summary>
    public Task<AccountUser?> WhoAsync(string token, CancellationToken ct) => GetAsync(token, "users/@me", AccountJson.Default.AccountUser, ct);

    /// <summary>The servers they are in (up to 200, Discord's own limit); null when the token is not valid (any more).</summary>
    public Task<AccountGuild[]?> GuildsAsync(string token, CancellationToken ct) => GetAsync(token, "users/@me/guilds", AccountJson.Default.AccountGuildArray, ct);

    /// <summary>Makes a token worthless.</summary>
    public async Task RevokeAsync(string clientId, string token, CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["token"] = token,
            ["token_type_hint"] = "access_token",
            ["client_id"] = clientId,
            ["client_secret"] = options.ClientSecret,
        });
        using var answer = await http.PostAsync(At("oauth2/token/revoke"), form, ct);
        answer.EnsureSuccessStatusCode();
    }

    private Uri At(string path) => new($"{options.ApiBaseAddress.AbsoluteUri.TrimEnd('/')}/{path}");

    private async Task<T?> GetAsync<T>(string token, string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> shape, CancellationToken ct)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, At(path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request, ct);
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync(shape, ct);
    }
}

/// <summary>What a code was exchanged for.</summary>
internal sealed record AccessGrant(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("expires_in")] long ExpiresIn,
    [property: JsonPropertyName("scope")] string? Scope);

/// <summary>The account that signed in.</summary>
internal sealed record AccountUser(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("username")] string Username,
    [property: JsonPropertyName("global_name")] string? GlobalName);

/// <summary>A server of the account.</summary>
internal sealed record AccountGuild(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("owner")] bool Owner,
    [property: JsonPropertyName("permissions")] string? Permissions)
{
    /// <summary>By what Discord's list says; asked again of the server itself before anything is shown or changed.</summary>
    public bool IsManaged => Owner
        || (ulong.TryParse(Permissions, out var bits) && ((Permissions)bits & (Discord.Models.Permissions.ManageGuild | Discord.Models.Permissions.Administrator)) != Discord.Models.Permissions.None);
}

[JsonSerializable(typeof(AccessGrant))]
[JsonSerializable(typeof(AccountUser))]
[JsonSerializable(typeof(AccountGuild[]))]
internal sealed partial class AccountJson : JsonSerializerContext;
