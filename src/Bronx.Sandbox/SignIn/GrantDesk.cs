using System.Security.Cryptography;
using System.Text;
using Bronx.Sandbox.Worlds;
using Microsoft.AspNetCore.WebUtilities;

namespace Bronx.Sandbox.SignIn;

/// <summary>
/// Codes and authorizations. A code lives for five minutes and one use; using it twice takes back what the first use gave (RFC 6749,
/// section 4.1.2). Access tokens live for a week. Under the world's lock.
/// </summary>
internal sealed class GrantDesk(World world)
{
    public static readonly TimeSpan CodeTime = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan TokenTime = TimeSpan.FromDays(7);

    // More people than a demo server has, with some patience for a test that signs in all day; beyond it the oldest go.
    private const int CodeLimit = 1_000;
    private const int GrantLimit = 10_000;

    private readonly Dictionary<string, GrantCode> _codes = new(StringComparer.Ordinal);
    private readonly Queue<string> _codeOrder = new();
    private readonly Dictionary<string, Grant> _byAccess = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Grant> _byRefresh = new(StringComparer.Ordinal);
    private readonly Queue<Grant> _grantOrder = new();

    public string Approve(User person, AuthorizeRequest request)
    {
        var code = Secret(15);
        _codes[code] = new GrantCode(person, request, world.Now + CodeTime);
        _codeOrder.Enqueue(code);
        while (_codeOrder.Count > CodeLimit)
        {
            _codes.Remove(_codeOrder.Dequeue());
        }

        return code;
    }

    /// <summary>A code for tokens, or null if the code, its redirect address or its verifier is not right.</summary>
    public Grant? Exchange(string code, string redirectUri, string? verifier)
    {
        if (!_codes.TryGetValue(code, out var found))
        {
            return null;
        }

        if (found.Used is { } grant)
        {
            Revoke(grant);
            return null;
        }

        if (world.Now >= found.ExpiresAt || found.Request.RedirectUri != redirectUri || !Verifies(found.Request.Challenge, verifier))
        {
            return null;
        }

        var fresh = new Grant(found.Person, found.Request.Scopes);
        found.Used = fresh;
        _grantOrder.Enqueue(fresh);
        while (_grantOrder.Count > GrantLimit)
        {
            Revoke(_grantOrder.Dequeue());
        }

        return Renew(fresh);
    }

    /// <summary>New tokens for a refresh token, which is used up by it; null for one that is not known.</summary>
    public Grant? Refresh(string refreshToken) => _byRefresh.TryGetValue(refreshToken, out var grant) ? Renew(grant) : null;

    /// <summary>Who an access token speaks for; null when it is unknown, revoked or a week old.</summary>
    public Grant? Find(string accessToken) => _byAccess.TryGetValue(accessToken, out var grant) && world.Now < grant.ExpiresAt ? grant : null;

    /// <summary>Ends the authorization that a token of either kind belongs to. An unknown token is nothing to end.</summary>
    public void Revoke(string token)
    {
        if (_byAccess.TryGetValue(token, out var grant) || _byRefresh.TryGetValue(token, out grant))
        {
            Revoke(grant);
        }
    }

    private void Revoke(Grant grant)
    {
        _byAccess.Remove(grant.AccessToken);
        _byRefresh.Remove(grant.RefreshToken);
    }

    private Grant Renew(Grant grant)
    {
        Revoke(grant);
        grant.AccessToken = Secret(22);
        grant.RefreshToken = Secret(22);
        grant.ExpiresAt = world.Now + TokenTime;
        _byAccess[grant.AccessToken] = grant;
        _byRefresh[grant.RefreshToken] = grant;
        return grant;
    }

    /// <summary>A verifier without a challenge is refused too: somebody may have taken the challenge off (RFC 9700, section 2.1.1).</summary>
    private static bool Verifies(string? challenge, string? verifier)
    {
        if (challenge is null || verifier is null)
        {
            return challenge is null && verifier is null;
        }

        return verifier.Length is >= 43 and <= 128 && verifier.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~')
            && WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) == challenge;
    }

    private string Secret(int octets)
    {
        var secret = new byte[octets];
        world.Chance.NextBytes(secret);
        return WebEncoders.Base64UrlEncode(secret);
    }
}
