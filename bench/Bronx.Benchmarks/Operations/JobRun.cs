using System.Globalization;
using Bronx.Benchmarks.Reporting;
using Bronx.Platform;
using Bronx.Platform.Configuration;
using Bronx.Platform.Jobs;
using Bronx.Platform.Ledger;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Benchmarks.Operations;

/// <summary>Whether background work begins when it is due.</summary>
internal static class JobRun
{
    public static async Task<ResultPage> RunAsync(Arguments options, CancellationToken ct)
    {
        var seconds = options.Number("seconds", 120);
        var page = new ResultPage("jobs", "Background work on time", $"""
            Twenty jobs that run every second and take 5 ms each, under the supervisor as the bot runs it, for {seconds} s.
            """);
        var folder = Directory.CreateTempSubdirectory("bronx-bench-jobs-");
        try
        {
            var services = new ServiceCollection();
            services.AddLogging().AddMetrics().AddSingleton(TimeProvider.System);
            services.AddPlatform(new SettingsCatalogue(), new ConfigurationBuilder().Build(), []);

            // The bot's own jobs need a connection to Discord; these twenty stand for them.
            foreach (var own in services.Where(service => service.ServiceType.Name == "JobEntry").ToArray())
            {
                services.Remove(own);
            }

            var slice = new FeatureRegistration(services, new SettingsCatalogue(), new ConfigurationBuilder().Build());
            Register(slice);
            await using var database = await Database.OpenAsync(
                new StorageOptions { DataDirectory = folder.FullName }, [Ledger.Migrations, UsageTracker.Migrations, .. services.Select(service => service.ImplementationInstance).OfType<MigrationSet>()],
                TimeProvider.System, NullLoggerFactory.Instance, ct);
            services.AddSingleton(database);
            await using var provider = services.BuildServiceProvider();
            var board = provider.GetRequiredService<JobBoard>();
            var supervisor = provider.GetRequiredService<JobSupervisor>();
            await supervisor.StartAsync(ct);
            await Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, ct);
            var states = board.Snapshot();
            await supervisor.StopAsync(ct);
            var runs = states.Sum(state => state.Runs);
            var onTime = states.Sum(state => state.Lateness!.OnTime * state.Runs) / runs;
            page.Target("begun within 100 ms of being due", "≥ 99.9 %", onTime.ToString("P2", CultureInfo.InvariantCulture), onTime >= 0.999);
            page.Target("runs left out, failed or hung", "0", $"{states.Sum(state => state.Overlaps + state.Failures + state.Hung)}", states.Sum(state => state.Overlaps + state.Failures + state.Hung) == 0);
            page.Row("runs", $"{runs:N0}");
            page.Row("late, p50, p99 and most", string.Create(CultureInfo.InvariantCulture, $"{states.Max(state => state.Lateness!.P50.TotalMilliseconds):F1}, {states.Max(state => state.Lateness!.P99.TotalMilliseconds):F1} and {states.Max(state => state.Lateness!.Max.TotalMilliseconds):F1} ms (of the worst job)"));
            return page;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Register(FeatureRegistration slice)
    {
        slice.Job<Tick<A0>>().Job<Tick<A1>>().Job<Tick<A2>>().Job<Tick<A3>>().Job<Tick<A4>>().Job<Tick<A5>>().Job<Tick<A6>>().Job<Tick<A7>>().Job<Tick<A8>>().Job<Tick<A9>>()
            .Job<Tick<B0>>().Job<Tick<B1>>().Job<Tick<B2>>().Job<Tick<B3>>().Job<Tick<B4>>().Job<Tick<B5>>().Job<Tick<B6>>().Job<Tick<B7>>().Job<Tick<B8>>().Job<Tick<B9>>();
    }

    /// <summary>One job per mark: a job is a type.</summary>
    private sealed class Tick<TMark> : IJob
    {
        public static JobDefinition Definition { get; } =
            new($"tick-{typeof(TMark).Name.ToLowerInvariant()}", "Ticks.", new JobSchedule.Every(TimeSpan.FromSeconds(1))) { OncePerInstallation = false };

        public async Task<string?> RunAsync(CancellationToken ct)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, ct);
            return null;
        }
    }

    private sealed class A0;
    private sealed class A1;
    private sealed class A2;
    private sealed class A3;
    private sealed class A4;
    private sealed class A5;
    private sealed class A6;
    private sealed class A7;
    private sealed class A8;
    private sealed class A9;
    private sealed class B0;
    private sealed class B1;
    private sealed class B2;
    private sealed class B3;
    private sealed class B4;
    private sealed class B5;
    private sealed class B6;
    private sealed class B7;
    private sealed class B8;
    private sealed class B9;
}
