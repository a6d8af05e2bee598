using System.Net;
using Bronx.Dashboard.Health;
using Bronx.Dashboard.SignIn;
using Bronx.Platform.Configuration;

namespace Bronx.Dashboard;

/// <summary>What the dashboard needs to know about its surroundings. <see cref="Validate"/> says in one line what is wrong.</summary>
public sealed record DashboardOptions
{
    /// <summary>The hosts a browser on the same machine uses.</summary>
    public static readonly IReadOnlyList<string> LoopbackHosts = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Shown in the heading and the title. 1 to 64 characters.</summary>
    public string BotName { get; init; } = "BronxBot";

    /// <summary>Where the playground is, when the sandbox runs; null hides the link.</summary>
    public Uri? PlaygroundAddress { get; init; }

    /// <summary>Shows a badge, and the text of a fault on the page that reports it.</summary>
    public bool Development { get; init; }

    /// <summary>Asked by <c>/healthz/ready</c>, together with every <see cref="HealthProbe"/> registered as a service.</summary>
    public IReadOnlyList<HealthProbe> Probes { get; init; } = [];

    /// <summary>Live streams at once, 1 to 100,000; one more is told to poll instead (503).</summary>
    public int MaxViewers { get; init; } = 5000;

    /// <summary>Host names a request may carry; <c>*.example.org</c> means any subdomain, <c>*</c> any host at all.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = LoopbackHosts;

    /// <summary>Whether <c>/metrics</c> answers to other machines too. Off: this machine only, and never through a proxy.</summary>
    public bool MetricsFromAnywhere { get; init; }

    /// <summary>What reports of a bot elsewhere are signed with; null refuses all of them.</summary>
    public Secret? ReportSecret { get; init; }

    /// <summary>Proxies that are believed when they say whom they forward for; none: nobody is.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>Between two pushes, 50 ms to 10 s: a number is on every page within this and a little.</summary>
    public TimeSpan LiveSpacing { get; init; } = TimeSpan.FromMilliseconds(175);

    /// <summary>How people sign in; null when nobody can, and there are no pages for them.</summary>
    public SignInOptions? SignIn { get; init; }

    /// <summary>Throws when a value cannot work.</summary>
    /// <exception cref="ArgumentException">The message names the option, what is wrong and an example.</exception>
    public DashboardOptions Validate()
    {
        Require(BotName.Trim().Length is >= 1 and <= 64, $"{nameof(BotName)} must have 1 to 64 characters, for example \"BronxBot\".");
        Require(MaxViewers is >= 1 and <= 100_000, $"{nameof(MaxViewers)} is {MaxViewers}; it must be 1 to 100000, for example 5000.");
        Require(
            AllowedHosts.Count > 0 && AllowedHosts.All(static host => host.Length > 0 && !host.Contains('/', StringComparison.Ordinal)),
            $"{nameof(AllowedHosts)} must list host names without scheme or path, for example \"stats.example.org\".");
        Require(
            LiveSpacing >= TimeSpan.FromMilliseconds(50) && LiveSpacing <= TimeSpan.FromSeconds(10),
            $"{nameof(LiveSpacing)} is {LiveSpacing}; it must be 50 ms to 10 s, for example 00:00:00.175.");
        Require(
            PlaygroundAddress is null || (PlaygroundAddress.IsAbsoluteUri && PlaygroundAddress.Scheme is "http" or "https"),
            $"{nameof(PlaygroundAddress)} must be an http or https address, for example http://127.0.0.1:5001/playground/.");
        return this;
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds) throw new ArgumentException(otherwise);
    }
}
