using System.Globalization;
using System.Text.RegularExpressions;
using Bronx.Platform.Alerts;
using Bronx.Platform.Jobs;
using Bronx.Platform.Telemetry;
using Bronx.Testing;

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
    public void AFiringAlertOfCommands_IsOverOnceItsWindowHeldTooFew()
    {
        var readings = AlertGauges.Commands(new RecentUsage(19, 19, 0, null, null, null), errors: 5, latency: 1_000);
        Assert.All(readings, one => Assert.Equal((TimeSpan.FromMinutes(5), "fewer than 20 commands in five minutes are too few to tell"), (one.Rule.OverUntold, one.Detail)));
    }

    [Theory]
    [InlineData("fails", "backup: no space")]
    [InlineData("failed twice", null)]
    [InlineData("stuck", "backup: no space")]
    [InlineData("began late", "backup: late")]
    [InlineData("began late an hour ago", null)]
    [InlineData("does not begin", "backup: late")]
    [InlineData("long job", null)]
    [InlineData("long round", "backup: at it for 31s")]
    [InlineData("usual round", null)]
    public void AJobInTrouble_IsNamedWithWhatIsWrong(string trouble, string? told)
    {
        var now = HeldClock.DefaultStart;
        var well = new JobState
        {
            Name = "backup",
            Purpose = "Copies.",
            Schedule = "daily at 03:30 UTC",
            IsLoop = false,
            Phase = JobPhase.Waiting,
            Next = now.AddHours(20),
            LastStart = now.AddMinutes(-1),
            LastError = "no space",
        };
        var job = trouble switch
        {
            "fails" => well with { FailuresInARow = 3 },
            "failed twice" => well with { FailuresInARow = 2 },
            "stuck" => well with { Phase = JobPhase.Stuck, FailuresInARow = 1 },
            "began late" => well with { LastLateness = TimeSpan.FromSeconds(6) },
            "began late an hour ago" => well with { LastLateness = TimeSpan.FromHours(3), LastStart = now.AddHours(-1) },
            "does not begin" => well with { Next = now.AddSeconds(-6) },
            "long job" => well with { Phase = JobPhase.Running, LastStart = now.AddSeconds(-40) },
            "long round" => well with { Phase = JobPhase.Running, IsLoop = true, LastStart = now.AddSeconds(-31) },
            _ => well with { Phase = JobPhase.Running, IsLoop = true, LastStart = now.AddSeconds(-29) },
        };
        var reading = AlertGauges.Jobs([job], TimeSpan.FromSeconds(5), now);
        Assert.Equal((told is null ? 0 : 1, told), (reading.Value, reading.Detail));
    }

    [Fact]
    public void WhatSeveralJobsHaveInCommon_IsSaidOnce()
    {
        JobState Failing(string name, string error) => new() { Name = name, Purpose = "Works.", Schedule = "every 1s", IsLoop = false, Phase = JobPhase.BackingOff, FailuresInARow = 3, LastError = error };
        var reading = AlertGauges.Jobs([Failing("a", "away"), Failing("b", "no space"), Failing("c", "away")], TimeSpan.FromSeconds(5), HeldClock.DefaultStart);
        Assert.Equal((3, "a, c: away; b: no space"), (reading.Value, reading.Detail));
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
