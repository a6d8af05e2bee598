using Bronx.Sandbox.Worlds;

namespace Bronx.Sandbox.SignIn;

/// <summary>What a person has allowed the application: one authorization with its tokens. Under the world's lock.</summary>
internal sealed class Grant(User person, IReadOnlyList<string> scopes)
{
    public User Person { get; } = person;

    public IReadOnlyList<string> Scopes { get; } = scopes;

    public string AccessToken { get; set; } = "";

    public string RefreshToken { get; set; } = "";

    public DateTimeOffset ExpiresAt { get; set; }

    public bool Allows(string scope) => Scopes.Contains(scope, StringComparer.Ordinal);
}

/// <summary>A code on its way from the consent page to the token endpoint.</summary>
internal sealed class GrantCode(User person, AuthorizeRequest request, DateTimeOffset expiresAt)
{
    public User Person { get; } = person;

    public AuthorizeRequest Request { get; } = request;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    /// <summary>What it was exchanged for; a second use takes that back.</summary>
    public Grant? Used { get; set; }
}
