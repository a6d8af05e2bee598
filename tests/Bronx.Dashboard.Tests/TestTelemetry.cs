using Bronx.Platform.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Dashboard.Tests;

/// <summary>How the tests make what the host makes.</summary>
internal static class TestTelemetry
{
    public static UsageTracker NewTracker(TimeProvider time) => new();

    public static void AddMetricsText(IServiceCollection services) => services.AddSingleton<Func<string>>(static () => "bronx_up 1\n");
}
