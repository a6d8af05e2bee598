using System.Net;
using Bronx.Dashboard.Health;
using Bronx.Dashboard.Live;
using Bronx.Platform.Reporting;
using Bronx.Platform.Telemetry;
using Bronx.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bronx.Dashboard.Tests;

/// <summary>The dashboard on a real server and a free port, fed by a real tracker.</summary>
internal sealed class RunningDashboard : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TestTelemetry? _own;
    private bool _stopped;

    private RunningDashboard(WebApplication app, TestTelemetry telemetry, TestTelemetry? own, TimeProvider time, HeldLog log)
    {
        _app = app;
        _own = own;
        Usage = telemetry.Usage;
        Vitals = telemetry.Vitals;
        Time = time;
        Log = log;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address, Timeout = Patience.Long };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public UsageTracker Usage { get; }

    public VitalsBoard Vitals { get; }

    public TimeProvider Time { get; }

    public HeldLog Log { get; }

    public IReadOnlyList<Endpoint> Endpoints => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    public ViewerSet Viewers => _app.Services.GetRequiredService<ViewerSet>();

    public static async Task<RunningDashboard> StartAsync(
        DashboardOptions? options = null,
        TimeProvider? time = null,
        int port = 0,
        TestTelemetry? telemetry = null,
        Action<IEndpointRouteBuilder>? also = null,
        IBotFigures? figures = null,
        params HealthProbe[] probes)
    {
        time ??= TimeProvider.System;

        // The tracker has a clock of its own: timers armed on the dashboard's clock are then the dashboard's alone.
        var own = telemetry is null ? await TestTelemetry.OpenAsync(time is HeldClock ? new HeldClock() : time) : null;
        telemetry ??= own!;
        var log = new HeldLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddSingleton(time);
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        foreach (var probe in probes) builder.Services.AddSingleton(probe);
        options ??= new DashboardOptions();
        builder.Services.AddSingleton(figures ?? new LocalFigures(options.BotName, telemetry.Usage, telemetry.Vitals, new HealthBoard(time), time));
        builder.Services.AddDashboard(options);

        var app = builder.Build();
        app.MapDashboard();
        also?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningDashboard(app, telemetry, own, time, log);
    }

    public async Task StopAsync()
    {
        if (_stopped) return;
        _stopped = true;
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await StopAsync();
        if (_own is not null) await _own.DisposeAsync();
    }
}
