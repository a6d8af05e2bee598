using Bronx.Platform.Configuration;

namespace Bronx.Host.Settings;

/// <summary>Where the dashboard listens.</summary>
public sealed record DashboardSettings
{
    [Setting("Port of the dashboard.", Example = "8080", Variable = "PORT", Min = 0, Max = 65_535)]
    public int Port { get; init; } = 5000;

    [Setting("Who can reach the dashboard: localhost for this machine only, * for everybody, or one address of this machine.", Example = "localhost", MaxLength = 100)]
    public string Address { get; init; } = "localhost";

    [Setting("Names under which browsers may reach the dashboard, separated by commas; *.example.org for subdomains, * for any.", Example = "stats.example.org,localhost", MaxLength = 1_000)]
    public string Hosts { get; init; } = "localhost,127.0.0.1,[::1]";

    [Setting("Address under which browsers reach the dashboard, when a proxy stands in front of it; people come back to it after signing in.", Example = "https://stats.example.org")]
    public Uri? PublicAddress { get; init; }

    [Setting("Whether /metrics answers other machines too.", Example = "false")]
    public bool MetricsFromAnywhere { get; init; }

    [Setting("Live viewers at once; further ones are told to poll.", Example = "5000", Min = 1, Max = 100_000)]
    public int MaxViewers { get; init; } = 5_000;
}
