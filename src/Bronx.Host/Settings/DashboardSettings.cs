using Bronx.Platform.Configuration;

namespace Bronx.Host.Settings;

/// <summary>Where the dashboard listens.</summary>
public sealed record DashboardSettings
{
    [Setting("Port of the dashboard.", Example = "8080", Variable = "PORT", Min = 0, Max = 65_535)]
    public int Port { get; init; } = 5000;

    [Setting("Who can reach the dashboard: localhost for this machine only, * for everybody, or one address of this machine.", Example = "localhost", MaxLength = 100)]
    public string Address { get; init; } = "localhost";
}
