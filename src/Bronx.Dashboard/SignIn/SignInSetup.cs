using System.Security.Cryptography;
using Bronx.Dashboard.Servers;
using Bronx.Platform.People;
using Bronx.Platform.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Bronx.Dashboard.SignIn;

/// <summary>What people who sign in get to see; only where <see cref="DashboardOptions.SignIn"/> is set.</summary>
public static class SignInSetup
{
    /// <summary>Nobody waits longer for Discord's answer with a browser open.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The tables of the dashboard; to be there when the store is opened.</summary>
    public static MigrationSet Migrations => SessionStore.Migrations;

    internal static void AddSignIn(this IServiceCollection services, SignInOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton(RandomNumberGenerator.Create());
        services.AddSingleton<SignInCookies>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<ServerAccess>();
        services.AddSingleton(_ => new DiscordAccount(
            new HttpClient(new System.Net.Http.SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 8, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            {
                Timeout = Patience,
                MaxResponseContentBufferSize = 1024 * 1024,
            },
            options));
        services.AddSingleton<SignInRoutes>();
        services.AddSingleton<ServersPage>();
        services.AddSingleton<ChangeList>();
        services.AddSingleton<SettingsPages>();
        services.AddSingleton<OwnerPage>();
        services.AddSingleton<IPersonalData, SessionPersonalData>();
    }

    internal static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        services.GetRequiredService<SignInRoutes>().Map(routes);
        services.GetRequiredService<ServersPage>().Map(routes);
        services.GetRequiredService<SettingsPages>().Map(routes);
        services.GetRequiredService<OwnerPage>().Map(routes);
    }
}
