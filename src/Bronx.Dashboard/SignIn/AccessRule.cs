namespace Bronx.Dashboard.SignIn;

/// <summary>Who may use a route. Stands with the route, so that a test can ask every route.</summary>
internal enum AccessRule
{
    /// <summary>Everybody: the way in and out.</summary>
    Anyone,

    /// <summary>Whoever is signed in, about themselves.</summary>
    SignedIn,

    /// <summary>Whoever has Manage Server or Administrator in the server that the address names, or owns it.</summary>
    ServerManager,

    /// <summary>The owners that the settings name.</summary>
    BotOwner,
}
