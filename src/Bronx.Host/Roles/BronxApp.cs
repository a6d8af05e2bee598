using System.Diagnostics.Metrics;
using Bronx.Dashboard;
using Bronx.Dashboard.Health;
using Bronx.Discord;
using Bronx.Discord.Gateway;
using Bronx.Discord.Models;
using Bronx.Features;
using Bronx.Host.Settings;
using Bronx.Platform;
using Bronx.Platform.Commands;
using Bronx.Platform.Events;
using Bronx.Platform.Jobs;
using Bronx.Platform.Reporting;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Bronx.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Bronx.Host.Roles;

/// <summary>
/// The bot, its dashboard and, without a token, the sandbox: started together, stopped in order. Started by the command line and by
/// the scenario tests alike.
/// </summary>
public sealed class BronxApp : IAsyncDisposable
{
    /// <summary>How long everything together may take to stop.</summary>
    public static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);

    /// <summary>As every page calls it.</summary>
    internal const string BotName = "BronxBot";

    private readonly RunSeams _seams;
    private readonly ShutdownOrder _running;
    private readonly TaskCompletionSource _neverRefused = new();

    /// <summary>The connection to Discord is made before the container is built; both count with the same meters.</summary>
    private readonly ServiceProvider _meters = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private SandboxStart? _sandbox;

    private BronxApp(RunSeams seams, ILoggerFactory logs)
    {
        _seams = seams;
        _running = new ShutdownOrder(logs.CreateLogger<BronxApp>());
    }

    public static string Version { get; } = typeof(BronxApp).Assembly.GetName().Version?.ToString(3) ?? "unknown";

    /// <summary>False once a part failed to stop in order; it has logged why.</summary>
    public bool StoppedCleanly { get; private set; } = true;

    /// <summary>Null when a real Discord is used.</summary>
    public SandboxServer? Sandbox => _sandbox?.Server;

    internal string SandboxToken => _sandbox?.Token ?? "";

    /// <summary>Where the dashboard answers.</summary>
    public Uri DashboardAddress { get; private set; } = new("http://localhost/");

    /// <summary>Not there in a process without the bot.</summary>
    public DiscordClient Discord { get; private set; } = null!;

    /// <summary>What the parts share; for tests that look inside.</summary>
    public IServiceProvider Services { get; private set; } = null!;

    /// <summary>Ends when Discord refuses the bot for good; faults with the reason.</summary>
    public Task Completion => Discord?.Completion ?? _neverRefused.Task;

    /// <summary>Starts everything. When a part cannot start, the parts already running are stopped again.</summary>
    /// <exception cref="StartException">Something outside has to be mended first; one line says what.</exception>
    public static async Task<BronxApp> StartAsync(BronxSettings settings, RunSeams seams, StartReport report, ILoggerFactory logs, CancellationToken ct)
    {
        var app = new BronxApp(seams, logs);
        try
        {
            report.Begin(Version);
            await app.StartPartsAsync(settings, report, logs, ct);
            return app;
        }
        catch (Exception fault)
        {
            await app.DisposeAsync();
            if (StartException.From(fault) is { } start && !ReferenceEquals(start, fault))
            {
                throw start;
            }

            throw;
        }
    }

    /// <summary>Stops every part in the reverse order of its start, all within <see cref="StopWithin"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        StoppedCleanly &= await _running.StopAsync(StopWithin);
        await _meters.DisposeAsync();
    }

    private async Task StartPartsAsync(BronxSettings settings, StartReport report, ILoggerFactory logs, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(logs);
        builder.Services.AddSingleton(_seams.Clock);
        builder.Services.AddPlatform(settings.Settings, settings.Configuration, FeatureList.All);
        if (!settings.Process.Read().HasFlag(ProcessRoles.Bot))
        {
            // Everything it shows is reported: no store, no Discord, and no file but perhaps the secret.
            builder.Services.AddSingleton<IBotFigures>(new ReportedFigures(BotName, _seams.Clock));
            await ListenAsync(Build(settings, builder, report), settings, report, ct);
            return;
        }

        // Discord and the store do not know each other: both are begun at once, and the store is the slower one.
        var discord = Task.Run(() => FindDiscordAsync(settings, logs, ct), CancellationToken.None);
        try
        {
            await StoreStart.OpenAsync(settings, builder.Services, _seams, report, _running, logs, ct);
        }
        finally
        {
            // What is wrong with the store is said first; Discord's side must have ended or settled before anything is stopped.
            await discord.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await discord;
        MakeOwner(builder.Services);
        builder.Services.AddSingleton(_meters.GetRequiredService<IMeterFactory>());
        builder.Services.AddSingleton(_ => Discord);
        report.Line("Discord", Sandbox is not null ? "no token, so the built-in sandbox stands in for it" : settings.Discord.ApiBaseAddress.Host);
        await StartDashboardAndGatewayAsync(settings, builder, report, ct);
        StartReports(settings, logs);
    }

    /// <summary>
    /// Makes the connection to Discord, or to the sandbox that is started for it, and asks ahead where its gateway is. Nothing is heard or said
    /// until <see cref="ConnectAsync"/>.
    /// </summary>
    private async Task FindDiscordAsync(BronxSettings settings, ILoggerFactory logs, CancellationToken ct)
    {
        var token = settings.Discord.Token;
        if (token is null)
        {
            await StartSandboxAsync(settings, logs, ct);
        }

        Discord = new DiscordClient(
            new DiscordOptions
            {
                Token = token?.Reveal() ?? SandboxToken,
                ApiBaseAddress = Sandbox?.ApiBaseAddress ?? settings.Discord.ApiBaseAddress,
                Compress = settings.Discord.Compress,
                QueueCapacity = settings.Discord.QueueCapacity,
                // The sandbox ends with this process, and its sessions with it.
                Sessions = Sandbox is null ? new SessionFiles(Path.Combine(settings.Storage.DataDirectory, "sessions")) : null,
                UserAgent = $"DiscordBot ({settings.Discord.HomePage}, {Version})",
                ShardCount = settings.Discord.ShardCount == 0 ? null : settings.Discord.ShardCount,
            },
            _seams.Clock,
            _seams.Chance(),
            logs,
            _meters.GetRequiredService<IMeterFactory>());
        _running.Add("connection", TimeSpan.FromMilliseconds(250), _ => Discord.DisposeAsync().AsTask());
        Discord.AskAhead();
    }

    /// <summary>In the sandbox somebody must be able to try the owners' commands: the demo server's owner, unless the settings name others.</summary>
    private void MakeOwner(IServiceCollection services)
    {
        var options = services.Select(service => service.ImplementationInstance).OfType<CommandOptions>().Single();
        if (Sandbox is not null && options.Owners.Count == 0)
        {
            services.Replace(ServiceDescriptor.Singleton(options with { Owners = [new UserId(Sandbox.As("owner").Id.Value)] }));
        }
    }

    private async Task StartSandboxAsync(BronxSettings settings, ILoggerFactory logs, CancellationToken ct)
    {
        var sandbox = await SandboxStart.StartAsync(settings, _seams, logs, ct);
        _sandbox = sandbox;
        _running.Add("sandbox", TimeSpan.FromMilliseconds(500), _ => sandbox.Server.DisposeAsync().AsTask());
    }

    /// <summary>The dashboard begins to listen while the gateway's connection is opened; the bot appears in no server before both are done.</summary>
    private async Task StartDashboardAndGatewayAsync(BronxSettings settings, WebApplicationBuilder builder, StartReport report, CancellationToken ct)
    {
        var roles = settings.Process.Read();
        var web = Build(settings, builder, report);
        var listening = Task.Run(() => ListenAsync(web, settings, report, ct), CancellationToken.None);
        try
        {
            await ConnectAsync(listening, ct);
        }
        finally
        {
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await listening;
        if (Sandbox is not null)
        {
            report.Address("Playground", Sandbox.PlaygroundAddress);
        }

        await StartWorkAsync(roles, ct);
    }

    /// <summary>Builds what the parts share.</summary>
    private WebApplication Build(BronxSettings settings, WebApplicationBuilder builder, StartReport report)
    {
        var (address, port) = (settings.Dashboard.Address, settings.Dashboard.Port);
        var isBot = settings.Process.Read().HasFlag(ProcessRoles.Bot);
        builder.Services.AddDashboard(new DashboardOptions
        {
            BotName = BotName,
            PlaygroundAddress = Sandbox?.PlaygroundAddress,
            SignIn = isBot ? SandboxStart.SignIn(_sandbox, settings) : null,
            AllowedHosts = settings.Dashboard.Hosts.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            TrustedProxies = ProxyList.Read(settings.Dashboard.TrustedProxies) ?? [],
            MetricsFromAnywhere = settings.Dashboard.MetricsFromAnywhere,
            MaxViewers = settings.Dashboard.MaxViewers,
            LiveSpacing = settings.Dashboard.LiveSpacing,
            ReportSecret = isBot ? PushSecret.Find(settings) : PushSecret.FindOrMake(settings, report),
            Probes = isBot
                ? [new HealthProbe("database", DatabaseAnswersAsync), new HealthProbe("discord", DiscordAnswersAsync)]
                : [new HealthProbe("reports", ReportsArriveAsync)],
        });
        builder.WebHost.ConfigureKestrel(kestrel => DashboardAddresses.ListenOn(kestrel, address, port));
        var web = builder.Build();
        Services = web.Services;
        _running.Add("dashboard", TimeSpan.FromMilliseconds(500), async deadline =>
        {
            await web.StopAsync(deadline);
            await web.DisposeAsync();
        });
        return web;
    }

    /// <summary>Listens, in a process that has the dashboard.</summary>
    private async Task ListenAsync(WebApplication web, BronxSettings settings, StartReport report, CancellationToken ct)
    {
        if (!settings.Process.Read().HasFlag(ProcessRoles.Dashboard))
        {
            return;
        }

        web.MapDashboard();
        var port = settings.Dashboard.Port;
        try
        {
            await web.StartAsync(ct);
        }
        catch (Exception fault) when (StartException.IsPortTaken(fault))
        {
            throw new StartException($"Port {port} is already in use, or not free to use. Stop the other program, or choose another port: PORT={(port < 60_000 ? port + 80 : 8080)} ./bronx", fault);
        }

        DashboardAddress = DashboardAddresses.Shown(web.Urls.First());
        Sandbox?.DashboardAddress = DashboardAddress;
        report.Address("Dashboard", DashboardAddress);
    }

    private void StartReports(BronxSettings settings, ILoggerFactory logs)
    {
        if (settings.Push.To.Count == 0)
        {
            return;
        }

        var secret = PushSecret.Find(settings)
            ?? throw new StartException("Push:To names a dashboard, but there is no secret to sign reports with. Set the text that the dashboard has: BRONX_Push__Secret=…");
        var pusher = new ReportPusher(
            Services.GetRequiredService<IBotFigures>(), settings.Push, secret, ReportPusher.Network(), _seams.Clock, _seams.Chance(),
            Services.GetRequiredService<IMeterFactory>(), logs.CreateLogger<ReportPusher>());
        _running.Add("reports", TimeSpan.FromMilliseconds(500), _ => pusher.DisposeAsync().AsTask());
        pusher.Start();
    }

    /// <summary>Everything that hears events is ready when this ends; the first may come once the dashboard listens.</summary>
    private async Task ConnectAsync(Task listening, CancellationToken ct)
    {
        new GatewayVitals(Discord, Services.GetRequiredService<VitalsBoard>()).Attach();
        _ = Services.GetRequiredService<RateLimitEar>();
        Services.GetRequiredService<CommandRouter>().Attach(Discord);
        var slices = Services.GetRequiredService<SliceEvents>();
        slices.Attach(Discord);
        await slices.StartAsync(ct);
        await Discord.StartAsync(listening, ct);
        _running.Add("gateway", TimeSpan.FromMilliseconds(1000), async deadline =>
        {
            await Discord.StopAsync(deadline);
            await Discord.DisposeAsync();
        });
    }

    /// <summary>What needs the bot to be there: the files that others read, and the jobs.</summary>
    private async Task StartWorkAsync(ProcessRoles roles, CancellationToken ct)
    {
        var stats = Services.GetRequiredService<StatsFile>();
        stats.CheckAtStart();
        _running.Add("stats file", TimeSpan.FromMilliseconds(250), _ => Task.Run(stats.Write, CancellationToken.None));

        // Stopped before what carries their answers: commands that run still reach Discord with their answers.
        _running.Add("commands", TimeSpan.FromMilliseconds(1500), Services.GetRequiredService<CommandRouter>().StopAsync);

        if (roles.HasFlag(ProcessRoles.Jobs))
        {
            // Begun last and stopped before all: jobs use every other part.
            var jobs = Services.GetRequiredService<JobSupervisor>();
            await jobs.StartAsync(ct);
            _running.Add("jobs", TimeSpan.FromMilliseconds(500), jobs.StopAsync);
        }
    }

    private async Task<ProbeResult> DatabaseAnswersAsync(CancellationToken ct) =>
        (await Services.GetRequiredService<Database>().CheckAsync(ct)).Problem is { } problem ? ProbeResult.NotReady(problem) : ProbeResult.Ready;

    private Task<ProbeResult> ReportsArriveAsync(CancellationToken ct) => Task.FromResult(
        Services.GetRequiredService<IBotFigures>() is ReportedFigures { IsReporting: true } ? ProbeResult.Ready : ProbeResult.NotReady("the bot does not report"));

    private Task<ProbeResult> DiscordAnswersAsync(CancellationToken ct)
    {
        var vitals = Services.GetRequiredService<VitalsBoard>().Current;
        return Task.FromResult(vitals.Connection == BotConnection.Live ? ProbeResult.Ready : ProbeResult.NotReady(vitals.Reason ?? vitals.Connection.ToString()));
    }
}
