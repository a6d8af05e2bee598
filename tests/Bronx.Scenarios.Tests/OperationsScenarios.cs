using System.Text.RegularExpressions;
using Bronx.Sandbox;
using Bronx.Scenarios.Tests.Infrastructure;

namespace Bronx.Scenarios.Tests;

/// <summary>What owners see and do while the bot runs, what a server's managers see, and what everybody else does not.</summary>
public sealed partial class OperationsScenarios
{
    [Fact]
    public async Task AnOwnerLooksAfterTheBot()
    {
        await using var bot = await StartForOwnerAsync();
        var owner = await bot.WithTermsAcceptedAsync("owner");
        foreach (var name in new[] { "performance", "perf", "health" })
        {
            Assert.Contains("Background work", (await bot.SayAsync(owner, "." + name)).Text, StringComparison.Ordinal);
        }

        Assert.Contains("Room left", (await bot.SayAsync(owner, ".scalability")).Text, StringComparison.Ordinal);
        Assert.Contains("Busiest", (await bot.SayAsync(owner, ".commands stats")).Text, StringComparison.Ordinal);
        Assert.Contains("share of all", (await bot.SayAsync(owner, ".analytics perf")).Text, StringComparison.Ordinal);
        Assert.Contains("never used", (await bot.SayAsync(owner, ".commands stats daily")).Text, StringComparison.Ordinal);
        Assert.Contains("Did you mean", (await bot.SayAsync(owner, ".commands stats dailly")).Text, StringComparison.Ordinal);
        Assert.Contains("The database is well", (await bot.SayAsync(owner, ".db health")).Text, StringComparison.Ordinal);
        Assert.Contains("most at once", (await bot.SayAsync(owner, ".db pool")).Text, StringComparison.Ordinal);
        Assert.Contains("checkpoint", (await bot.SayAsync(owner, ".db optimize", "Cleaned up")).Text, StringComparison.Ordinal);
        Assert.Contains("people", (await bot.SayAsync(owner, ".cache stats")).Text, StringComparison.Ordinal);
        Assert.Contains("POST", (await bot.SayAsync(owner, ".admin queue status")).Text, StringComparison.Ordinal);

        var slash = await bot.SlashAsync(owner, "admin queue status");
        Assert.Equal(InteractionAnswerKind.Message, slash.Kind);
        Assert.True(slash.Message!.IsEphemeral);
        Assert.Empty(bot.Captured.Errors);
    }

    [Fact]
    public async Task TheCacheIsClearedOnceItIsConfirmed()
    {
        await using var bot = await StartForOwnerAsync();
        var owner = await bot.WithTermsAcceptedAsync("owner");
        var asked = await bot.SayAsync(owner, ".cache clear names:*");
        Assert.Contains("Forget this?", asked.Text, StringComparison.Ordinal);
        var done = await bot.PressAsync(owner, asked, "Forget them");
        Assert.Contains("Forgot", done.Message!.Text, StringComparison.Ordinal);
        Assert.Contains("names:*", (await bot.SayAsync(owner, ".cache clear a~b")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AChangedSettingCountsAtOnce_StaysOverARestart_AndIsWrittenDown()
    {
        var data = Directory.CreateTempSubdirectory("bronx-scenario-config-").FullName;
        try
        {
            var clock = new Bronx.Testing.HeldClock();
            await using (var bot = await StartForOwnerAsync(data, clock))
            {
                var owner = await bot.WithTermsAcceptedAsync("owner");
                Assert.Contains("alerts.memory", (await bot.SayAsync(owner, ".admin config")).Text, StringComparison.Ordinal);
                Assert.Contains("600 MB", (await bot.SayAsync(owner, ".admin config alerts.memory 600")).Text, StringComparison.Ordinal);
                Assert.Contains("from 64 to 1,000,000 MB", (await bot.SayAsync(owner, ".admin config alerts.memory 1")).Text, StringComparison.Ordinal);
                Assert.Contains("There is no setting", (await bot.SayAsync(owner, ".admin config nonsense 1")).Text, StringComparison.Ordinal);
            }

            await using var again = await StartForOwnerAsync(data, clock);
            var shown = await again.SayAsync(again.Sandbox.As("owner"), ".admin config alerts.memory");
            Assert.Contains("512 MB → 600 MB", shown.Text, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task AnAlert_ReachesTheChannelOnce()
    {
        await using var bot = await StartForOwnerAsync();
        var owner = await bot.WithTermsAcceptedAsync("owner");
        var channel = owner.Read("general")[^1].ChannelId;
        Assert.Contains("now", (await bot.SayAsync(owner, $".admin config alerts.channel <#{channel}>")).Text, StringComparison.Ordinal);

        // More than this process can ever leave free: the alert begins after two minutes.
        Assert.Contains("64 MB", (await bot.SayAsync(owner, ".admin config alerts.memory 64")).Text, StringComparison.Ordinal);
        owner.TakeSeen();
        await bot.UntilAsync(() => owner.Read("general").Any(message => message.Text.Contains("takes much memory", StringComparison.Ordinal)), TimeSpan.FromMilliseconds(500));
        await bot.UntilAsync(() => bot.Clock.GetUtcNow() > Bronx.Testing.HeldClock.DefaultStart.AddMinutes(10), TimeSpan.FromSeconds(1));
        Assert.Single(owner.Read("general"), message => message.Text.Contains("takes much memory", StringComparison.Ordinal));
        Assert.Contains("takes much memory", (await bot.SayAsync(owner, ".performance")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JobsAreRestartedByName_AndLoopsAreNot()
    {
        await using var bot = await StartForOwnerAsync();
        var owner = await bot.WithTermsAcceptedAsync("owner");
        Assert.Contains("`ledger-audit`", (await bot.SayAsync(owner, ".admin restart tasks ledger-audit")).Text, StringComparison.Ordinal);
        Assert.Contains("There are", (await bot.SayAsync(owner, ".admin restart tasks nonsense")).Text, StringComparison.Ordinal);
        Assert.Contains("recovers by itself", (await bot.SayAsync(owner, ".admin restart tasks usage")).Text, StringComparison.Ordinal);
        Assert.Contains("Restarted", (await bot.SayAsync(owner, ".admin restart tasks")).Text, StringComparison.Ordinal);
        var jobs = (Platform.Jobs.JobBoard)bot.App.Services.GetService(typeof(Platform.Jobs.JobBoard))!;
        await bot.UntilAsync(() => jobs.Snapshot().Single(job => job.Name == "ledger-audit").Outcome?.EndsWith("proved", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task OthersSeeNothingOfThis_ButManagersSeeTheirServer()
    {
        await using var bot = await StartForOwnerAsync();
        var member = await bot.WithTermsAcceptedAsync("member");
        Assert.DoesNotContain("Background work", (await bot.SayAsync(member, ".performance")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("This server", (await bot.SayAsync(member, ".stats")).Text, StringComparison.Ordinal);
        var owner = await bot.WithTermsAcceptedAsync("owner");
        var stats = await bot.SayAsync(owner, ".stats");
        Assert.Contains("This server", stats.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<@", stats.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PrometheusRulesAndGrafanaNameOnlyMetricsThatThereAre()
    {
        await using var bot = await StartForOwnerAsync();
        await bot.SayAsync(bot.Sandbox.As("member"), ".ping", "Pong");
        using var http = new HttpClient();
        var told = "";
        await bot.UntilAsync(() =>
        {
            told = http.GetStringAsync(new Uri(bot.App.DashboardAddress, "/metrics")).GetAwaiter().GetResult();
            return told.Contains("bronx_alert_firing{", StringComparison.Ordinal) && told.Contains("bronx_database_up", StringComparison.Ordinal) && told.Contains("bronx_command_uses_total{", StringComparison.Ordinal);
        }, TimeSpan.FromSeconds(1));
        var known = MetricLine().Matches(told).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var folder = Path.Combine(Root(), "deploy");
        var used = new[] { "prometheus/alerts.yml", "grafana/bronx.json" }
            .SelectMany(file => MetricName().Matches(File.ReadAllText(Path.Combine(folder, file))).Select(match => (file, match.Value))).Distinct().ToArray();
        Assert.True(used.Length > 20, $"{used.Length}");
        Assert.DoesNotContain(used, one => !known.Contains(one.Value) && !known.Contains(Suffix().Replace(one.Value, "")));

        var alerts = (Platform.Alerts.AlertBoard)bot.App.Services.GetService(typeof(Platform.Alerts.AlertBoard))!;
        var guide = File.ReadAllText(Path.Combine(Root(), "docs/guide/alerts.md"));
        Assert.All(alerts.Snapshot(), alert => Assert.Contains($"\n## {alert.Rule.Name}\n", guide, StringComparison.Ordinal));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "BronxBot.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    /// <summary>The first start shows who the demo server's owner is; they are named as the bot's owner then.</summary>
    internal static async Task<RunningBot> StartForOwnerAsync(string? data = null, Bronx.Testing.HeldClock? clock = null)
    {
        ulong id;
        await using (var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Seed = 1 }, new Bronx.Testing.HeldClock(), Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, CancellationToken.None))
        {
            id = sandbox.As("owner").Id.Value;
        }

        return await RunningBot.StartAsync(data, clock, ("Commands:Owners", id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex(@"^# TYPE (?<name>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MetricLine();

    [GeneratedRegex(@"\b(bronx|dotnet)_[a-z_]+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MetricName();

    [GeneratedRegex("_(bucket|sum|count)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Suffix();
}
