using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Bronx.Sandbox.SignIn;

/// <summary>What <c>/oauth2/authorize</c> was asked, checked as far as a redirect may be trusted (RFC 6749, section 4.1.1; RFC 7636).</summary>
/// <param name="RedirectUri">Where the answer goes; registered.</param>
/// <param name="Scopes">Distinct and known.</param>
/// <param name="State">Echoed as it came; null if there was none.</param>
/// <param name="Challenge">The PKCE challenge of method S256, or null.</param>
internal sealed record AuthorizeRequest(string RedirectUri, IReadOnlyList<string> Scopes, string? State, string? Challenge)
{
    private const int ChallengeLength = 43;
    private const int LongestState = 4096;

    /// <summary>
    /// Reads the parameters. A wrong client or redirect address is never answered by a redirect; everything else goes back to the
    /// application as an error.
    /// </summary>
    public static AuthorizeVerdict Read(IEnumerable<KeyValuePair<string, StringValues>> parameters, string clientId, RedirectList redirects)
    {
        var given = parameters.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        if (given.FirstOrDefault(pair => pair.Value.Count > 1).Key is { } twice)
        {
            return new AuthorizeVerdict.Untrusted($"The parameter {twice} came twice.");
        }

        string? Text(string name) => given.TryGetValue(name, out var value) ? value.ToString() : null;
        if (Text("client_id") != clientId)
        {
            return new AuthorizeVerdict.Untrusted($"client_id is not the application's, which is {clientId}.");
        }

        if (Text("redirect_uri") is not { } redirect || !redirects.Holds(redirect))
        {
            return new AuthorizeVerdict.Untrusted($"redirect_uri is not one that was registered: {redirects.Describe()}");
        }

        var state = Text("state");
        if (state?.Length > LongestState)
        {
            return new AuthorizeVerdict.Untrusted($"state has more than {LongestState} characters.");
        }

        if (Text("response_type") != "code")
        {
            return Wrong("unsupported_response_type", "The response type must be code.");
        }

        var scopes = (Text("scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        if (scopes.Count == 0 || scopes.Exists(scope => !SignIn.Scopes.Meaning.ContainsKey(scope)))
        {
            return Wrong("invalid_scope", "The requested scope is invalid, unknown, or malformed.");
        }

        var challenge = Text("code_challenge");
        if (challenge is not null ? Text("code_challenge_method") != "S256" || !IsChallenge(challenge) : Text("code_challenge_method") is not null)
        {
            return Wrong("invalid_request", "code_challenge needs code_challenge_method S256 and 43 characters of base64url.");
        }

        return new AuthorizeVerdict.Right(new AuthorizeRequest(redirect, scopes, state, challenge));

        AuthorizeVerdict.Wrong Wrong(string error, string description) => new(With(redirect, state, ("error", error), ("error_description", description)));
    }

    /// <summary>The address that carries an answer back, with the state.</summary>
    public string Answer(params (string Name, string Value)[] parameters) => With(RedirectUri, State, parameters);

    private static string With(string redirect, string? state, params (string Name, string Value)[] parameters)
    {
        var all = parameters.Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value)).ToList();
        if (state is not null)
        {
            all.Add(KeyValuePair.Create("state", (string?)state));
        }

        return QueryHelpers.AddQueryString(redirect, all);
    }

    private static bool IsChallenge(string text) => text.Length == ChallengeLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}

/// <summary>What becomes of a request to authorize. Closed.</summary>
internal abstract record AuthorizeVerdict
{
    private AuthorizeVerdict()
    {
    }

    /// <summary>The person may be asked.</summary>
    public sealed record Right(AuthorizeRequest Request) : AuthorizeVerdict;

    /// <summary>The application hears what is wrong.</summary>
    public sealed record Wrong(string Redirect) : AuthorizeVerdict;

    /// <summary>Nobody is redirected: who asks is not who they say, or the address is not theirs.</summary>
    public sealed record Untrusted(string Why) : AuthorizeVerdict;
}

/// <summary>The registered redirect addresses; with none registered, every address on this machine's loopback is.</summary>
internal sealed class RedirectList(IReadOnlyList<string> registered)
{
    public bool Holds(string redirect)
    {
        if (!Uri.TryCreate(redirect, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
        {
            return false;
        }

        return registered.Count > 0 ? registered.Contains(redirect, StringComparer.Ordinal)
            : uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }

    public string Describe() => registered.Count > 0 ? string.Join(", ", registered) : "any http address of localhost.";
}
