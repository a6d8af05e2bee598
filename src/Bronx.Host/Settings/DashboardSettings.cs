using Bronx.Platform.Configuration;

namespace Bronx.Host.Settings;

/// <summary>Where the dashboard listens, and to whom.</summary>
public sealed record DashboardSettings : ICheckedOptions
{
    [Setting("Port of the dashboard.", Example = "8080", Variable = "PORT", Min = 0, Max = 65_535)]
    public int Port { get; init; } = 5000;

    [Setting("Who can reach the dashboard: localhost for this machine only, * for everybody, or one address of this machine.", Example = "localhost", MaxLength = 100)]
    public string Address { get; init; } = "localhost";

    [Setting("Names under which browsers may reach the dashboard, separated by commas; *.example.org for subdomains, * for any.", Example = "stats.example.org,localhost", MaxLength = 1_000)]
    public string Hosts { get; init; } = "localhost,127.0.0.1,[::1]";

    [Setting("Proxies that are believed when they say for whom they ask (X-Forwarded-For): addresses and networks, separated by commas.", Example = "10.0.0.0/8", MaxLength = 1_000, DefaultIs = "none")]
    public string TrustedProxies { get; init; } = "";

    [Setting("Address under which browsers reach the dashboard, when a proxy stands in front of it; people come back to it after signing in.", Example = "https://stats.example.org")]
    public Uri? PublicAddress { get; init; }

    [Setting("Whether /metrics answers other machines too.", Example = "false")]
    public bool MetricsFromAnywhere { get; init; }

    [Setting("Live viewers at once; further ones are told to poll.", Example = "5000", Min = 1, Max = 100_000)]
    public int MaxViewers { get; init; } = 5_000;

    [Setting("Pause between two pushes to the viewers: shorter is livelier, longer is cheaper.", Example = "00:00:00.175", Min = 0.05, Max = 10)]
    public TimeSpan LiveSpacing { get; init; } = TimeSpan.FromMilliseconds(175);

    public IEnumerable<OptionProblem> Problems()
    {
        if (ProxyList.Read(TrustedProxies) is null)
        {
            yield return new OptionProblem(nameof(TrustedProxies), "has a part that is neither an address nor a network");
        }
    }
}
