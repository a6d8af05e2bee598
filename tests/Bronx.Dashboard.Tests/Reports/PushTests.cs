using System.Diagnostics.Metrics;
using Bronx.Platform.Reporting;
using Bronx.Platform.Telemetry;
using Bronx.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Dashboard.Tests.Reports;

/// <summary>A real bot's figures, pushed over a real network to a dashboard without a bot.</summary>
public sealed class PushTests
{
    [Fact]
    public async Task Figures_OfABotElsewhereAreShown()
    {
        await using var bot = await TestTelemetry.OpenAsync(TimeProvider.System);
        bot.Vitals.Publish(new BotVitals(BotConnection.Live, 3, 1200, null, null));
        bot.Usage.Ran("ping", TimeProvider.System, times: 7);
        var shown = new ReportedFigures("BronxBot", TimeProvider.System);
        await using var dashboard = await RunningDashboard.StartAsync(new DashboardOptions { ReportSecret = Reporter.Shared }, figures: shown);
        using var health = new HealthBoard(TimeProvider.System);
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        await using var pusher = new ReportPusher(
            new LocalFigures("BronxBot", bot.Usage, bot.Vitals, health, TimeProvider.System),
            new PushOptions { To = [dashboard.Address] },
            Reporter.Shared,
            ReportPusher.Network(),
            TimeProvider.System,
            new Random(1),
            services.GetRequiredService<IMeterFactory>(),
            NullLogger<ReportPusher>.Instance);

        pusher.Start();
        await shown.WaitForChangeAsync(0, TestContext.Current.CancellationToken).WaitAsync(Patience.Long, TestContext.Current.CancellationToken);

        Assert.Equal((7, BotConnection.Live, 3), (shown.Usage().Total, shown.Vitals.Connection, shown.Vitals.Servers));
        Assert.Equal(7, shown.Command("ping")!.Usage.Uses);
    }
}
