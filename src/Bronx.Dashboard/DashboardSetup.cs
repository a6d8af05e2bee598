using System.IO.Compression;
using Bronx.Dashboard.Api;
using Bronx.Dashboard.Edge;
using Bronx.Dashboard.Health;
using Bronx.Dashboard.Live;
using Bronx.Dashboard.Pages;
using Bronx.Dashboard.Reports;
using Bronx.Dashboard.Servers;
using Bronx.Dashboard.SignIn;
using Bronx.Platform.Reporting;
using Bronx.Platform.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bronx.Dashboard;

/// <summary>The one way in: register the dashboard, then map what it serves.</summary>
public static class DashboardSetup
{
    /// <summary>Only reports are longer, and their address says so itself.</summary>
    private const long MaxBodyBytes = 64 * 1024;

    /// <summary>
    /// Needs the bot’s figures as a service; takes TimeProvider.System and a PrometheusText of its own unless one is
    /// registered. Headers, host check, compression and error pages wrap everything that the application serves.
    /// </summary>
    /// <exception cref="ArgumentException">An option cannot work; the message says which and gives an example.</exception>
    public static IServiceCollection AddDashboard(this IServiceCollection services, DashboardOptions options)
    {
        services.AddSingleton(options.Validate());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(static _ => new PrometheusText());
        services.AddMetrics();
        services.AddRouting();
        services.AddSingleton<DashboardMetrics>();
        services.AddSingleton<StatsSource>();
        services.AddSingleton<UpdateEndpoint>();
        services.AddSingleton<ViewerSet>();
        services.AddSingleton<Assets>();
        services.AddSingleton(provider => new Layout(
            provider.GetRequiredService<DashboardOptions>(), provider.GetRequiredService<Assets>(),
            options.SignIn is null ? PageList.Navigation : [.. PageList.Navigation, ServersPage.Navigation]));
        services.AddSingleton(static provider => new Readiness(
            [.. provider.GetRequiredService<DashboardOptions>().Probes, .. provider.GetServices<HealthProbe>()],
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<ILogger<Readiness>>()));
        if (options.SignIn is { } signIn) services.AddSignIn(signIn);
        services.AddHostedService<LiveFeed>();
        services.AddTransient<IStartupFilter, EdgeFilter>();
        AddCompression(services);
        services.Configure<KestrelServerOptions>(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        });
        return services;
    }

    /// <summary>Maps the pages, the API, health, metrics and assets.</summary>
    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var (source, figures) = (services.GetRequiredService<StatsSource>(), services.GetRequiredService<IBotFigures>());
        PageList.Map(routes, services.GetRequiredService<Layout>(), source, figures);
        RobotsFile.Map(routes);
        StatsEndpoints.Map(routes, source);
        HistoryEndpoint.Map(routes, figures);
        HealthReportEndpoint.Map(routes, figures);
        services.GetRequiredService<UpdateEndpoint>().Map(routes);
        StatsStream.Map(routes, services.GetRequiredService<ViewerSet>());
        HealthEndpoints.Map(routes, services.GetRequiredService<Readiness>());
        MetricsEndpoint.Map(routes, services.GetRequiredService<DashboardOptions>(), services.GetRequiredService<PrometheusText>());
        services.GetRequiredService<Assets>().Map(routes);
        if (services.GetRequiredService<DashboardOptions>().SignIn is not null) routes.MapSignIn();
    }

    private static void AddCompression(IServiceCollection services)
    {
        services.AddResponseCompression(static compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/html", "application/json", "text/plain"];
        });
        services.Configure<BrotliCompressionProviderOptions>(static brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(static gzip => gzip.Level = CompressionLevel.Fastest);
    }
}
