using System.Globalization;
using System.Net;
using System.Text.Json;
using Bronx.Benchmarks.Reporting;
using Bronx.Dashboard;
using Bronx.Discord.Models;
using Bronx.Platform.Reporting;
using Bronx.Platform.Storage;
using Bronx.Platform.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Benchmarks.Viewers;

/// <summary>
/// The dashboard with the bot's own tracker, store and journal, in a process of its own. "record N" counts N commands and tells when the last
/// one was counted; "usage" tells what the process has used; the end of its input ends it.
/// </summary>
internal static class DashboardServant
{
    public static async Task<int> RunAsync(Arguments arguments, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("bronx-viewers-");
        try
        {
            await using var database = await Database.OpenAsync(
                new StorageOptions { DataDirectory = folder.FullName }, [UsageTracker.Migrations], TimeProvider.System, NullLoggerFactory.Instance, ct);
            await using var tracker = await UsageTracker.OpenAsync(
                database, new UsageOptions { JournalFile = Path.Combine(folder.FullName, "usage.journal") }, TimeProvider.System, NullLoggerFactory.Instance, ct);
            var vitals = new VitalsBoard();
            vitals.Publish(new BotVitals(BotConnection.Live, 1_000, 250_000, TimeSpan.FromMilliseconds(40), null));
            await ServeAsync(arguments, tracker, vitals, ct);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task ServeAsync(Arguments arguments, UsageTracker tracker, VitalsBoard vitals, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        using var health = new HealthBoard(TimeProvider.System);
        builder.Services.AddSingleton<IBotFigures>(new LocalFigures("BronxBot", tracker, vitals, health, TimeProvider.System));
        builder.Services.AddDashboard(new DashboardOptions { MaxViewers = 100_000, LiveSpacing = TimeSpan.FromMilliseconds(arguments.Number("spacing", 175)) });
        await using var web = builder.Build();
        web.MapDashboard();
        await web.StartAsync(ct);
        Tell(new { address = web.Urls.First() });
        while (await Console.In.ReadLineAsync(ct) is { } line)
        {
            Answer(line, tracker);
        }

        await web.StopAsync(CancellationToken.None);
    }

    private static void Answer(string line, UsageTracker tracker)
    {
        if (line.Split(' ') is not ["record", var many])
        {
            Tell(new { cpuSeconds = Wire.Usage.CpuSeconds, residentBytes = Wire.Usage.ResidentBytes });
            return;
        }

        // Forty commands, the first far busier than the last: a page as a busy bot has it.
        long slowest = 0, at = 0;
        for (var i = 0; i < int.Parse(many, CultureInfo.InvariantCulture); i++)
        {
            var began = TimeProvider.System.GetTimestamp();
            tracker.Record(new CommandUse(
                $"command{Math.Min(39, i * i % 41)}", CommandForm.Slash, CommandEnd.Succeeded, null, TimeSpan.FromMilliseconds(2 + (i % 30)), (UserId?)null, null, TimeProvider.System.GetUtcNow()));
            at = TimeProvider.System.GetTimestamp();
            slowest = Math.Max(slowest, at - began);
        }

        Tell(new { total = tracker.Snapshot().Total, at, recordMicroseconds = slowest * 1e6 / TimeProvider.System.TimestampFrequency });
    }

    private static void Tell(object what)
    {
        Console.WriteLine(JsonSerializer.Serialize(what));
        Console.Out.Flush();
    }
}
