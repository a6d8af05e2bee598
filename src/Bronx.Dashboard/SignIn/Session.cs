using Bronx.Discord.Models;

namespace Bronx.Dashboard.SignIn;

/// <summary>Somebody signed in, in one browser.</summary>
/// <param name="ExpiresAt">When it ends whatever happens: with the access token.</param>
internal sealed record Session(SessionSecret Secret, UserId Person, string Name, string AccessToken, DateTimeOffset ExpiresAt)
{
    /// <summary>What every form of this session carries: another site cannot know it.</summary>
    public string FormToken => Secret.Derive("form");

    public bool Accepts(string? formToken) => Secret.Derives("form", formToken);
}
