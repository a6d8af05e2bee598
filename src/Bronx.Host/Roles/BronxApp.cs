using System.Reflection;
using Bronx.Dashboard;
using Bronx.Discord;
using Bronx.Features;
using Bronx.Host.Settings;
using Bronx.Platform;
using Bronx.Platform.Commands;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Bronx.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bronx.Host.Roles;

/// <summary>
/// The bot, its dashboard and, without a token, the sandbox: started together, stopped in order. Started by the command line and by
/// the scenario tests alike.
/// </summary>
public sealed partial class BronxApp : IAsyncDisposable
{
    /// <summary>How long everything together may take to stop.</summary>
    public static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);

    private readonly RunSeams _seams;
    private readonly ILogger _log;
    private readonly Stack<(string Part, Func<CancellationToken, Task> Stop)> _running = new();

    private BronxApp(RunSeams seams, ILoggerFactory logs)
    {
        _seams = seams;
        _log = logs.CreateLogger<BronxApp>();
    }

    public static string Version { get; } = typeof(BronxApp).Assembly.GetName().Version?.ToString(3) ?? "unknown";

    /// <summary>Null when a real Discord is used.</summary>
    public SandboxServer? Sandbox { get; private set; }

    /// <summary>Where the dashboard answers.</summary>
    public Uri DashboardAddress { get; private set; } = new("http://localhost/");

    public DiscordClient Discord { get; private set; } = null!;

    /// <summary>What the parts share; for tests that look inside.</summary>
    public IServiceProvider Services { get; private set; } = null!;

    /// <summary>Ends when Discord refuses the bot for good; faults with the reason.</summary>
    public Task Completion => Discord.Completion;

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
        using var deadline = new CancellationTokenSource(StopWithin, TimeProvider.System);
        while (_running.TryPop(out var part))
        {
            try
            {
                await part.Stop(deadline.Token).WaitAsync(deadline.Token);
            }
            catch (Exception fault)
            {
                // One part that fails to stop must not keep the next from saving its data.
                Log.StopFailed(_log, part.Part, fault);
            }
        }
    }

    private async Task StartPartsAsync(BronxSettings settings, StartReport report, ILoggerFactory logs, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddSingleton(logs);
        builder.Services.AddSingleton(_seams.Clock);
        builder.Services.AddPlatform(settings.Configuration, FeatureList.All);
        var migrations = builder.Services.Select(service => service.ImplementationInstance).OfType<MigrationSet>().ToList();

        var database = await StartDatabaseAsync(settings, migrations, report, logs, ct);
        await Task.CompletedTask;
        _ = database;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Part} did not stop cleanly")]
        public static partial void StopFailed(ILogger logger, string part, Exception fault);
    }
}
