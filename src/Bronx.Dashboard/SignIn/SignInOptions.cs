namespace Bronx.Dashboard.SignIn;

/// <summary>With which application people sign in, and where. OAuth2 with authorization code, state and PKCE (Discord's documentation, OAuth2).</summary>
public sealed record SignInOptions
{
    /// <summary>The page that asks a person: https://discord.com/oauth2/authorize, or the sandbox's.</summary>
    public required Uri AuthorizeAddress { get; init; }

    /// <summary>Base address of the REST API, with its version: https://discord.com/api/v10/.</summary>
    public required Uri ApiBaseAddress { get; init; }

    /// <summary>The application's secret; stays in this process.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>Where browsers reach the dashboard: "https://stats.example.org". Null takes the address of each request, which the host check has let in.</summary>
    public Uri? PublicAddress { get; init; }
}
