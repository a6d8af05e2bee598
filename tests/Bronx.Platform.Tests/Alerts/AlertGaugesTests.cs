using System.Globalization;
using System.Text.RegularExpressions;
using Bronx.Platform.Alerts;
using Bronx.Platform.Telemetry;

namespace Bronx.Platform.Tests.Alerts;

public sealed partial class AlertGaugesTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(19, false)]
    [InlineData(20, true)]
    public void AFewCommands_SayNothingAboutErrorsAndLatency(int uses, bool isKnown)
    {
        var slow = uses == 0 ? (TimeSpan?)null : TimeSpan.FromSeconds(30);
        var readings = AlertGauges.Commands(new RecentUsage(uses, uses, 0, slow, slow, slow), errors: 5, latency: 1_000);
        Assert.Equal(["errors", "latency"], readings.Select(one => one.Rule.Name));
        Assert.All(readings, one => Assert.Equal(isKnown, one.Value is { } value && value > one.Rule.Threshold));
    }

    [Fact]
    public void GuideAndPrometheusRules_NameTheSameLeastNumberOfCommands()
    {
        var rules = File.ReadAllText(Path.Combine(Root(), "deploy/prometheus/alerts.yml"));
        Assert.Equal([("BronxCommandsFail", AlertGauges.EnoughUses), ("BronxIsSlow", AlertGauges.EnoughUses)], Least().Matches(rules).Select(match => (match.Groups["alert"].Value, Number(match))));
        var guide = File.ReadAllText(Path.Combine(Root(), "docs/guide/alerts.md"));
        Assert.Equal([AlertGauges.EnoughUses, AlertGauges.EnoughUses], InGuide().Matches(guide).Select(Number));
    }

    private static int Number(Match match) => int.Parse(match.Groups["least"].Value, CultureInfo.InvariantCulture);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "BronxBot.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"alert: (?<alert>\w+)\n *expr: .* and sum\(increase\(bronx_command_uses_total\{outcome=~""succeeded\|failed""\}\[5m\]\)\) >= (?<least>\d+)\n", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Least();

    [GeneratedRegex(@"of at least (?<least>\d+) commands", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InGuide();
}
