using System.Net;
using System.Text.Json.Nodes;
using Bronx.Host.Roles;
using Bronx.Host.Settings;
using Bronx.Platform.Configuration;
using Bronx.Testing;
using Bronx.Testing.Servers;
using Microsoft.Extensions.Configuration;

namespace Bronx.Host.Tests;

/// <summary>Bot and dashboard in processes of their own, and a hosting that gives no file.</summary>
public sealed class RolesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bronx-roles-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ADashboardAlone_ShowsWhatABotElsewhereReports()
    {
        using var held = HeldPort.Take();
        var port = held.Number;
        using var dashboard = new BronxProcess(Place("dashboard"), new Dictionary<string, string> { ["PORT"] = $"{port}" }, "--roles", "dashboard");
        await dashboard.HealthyAsync(port);
        using var http = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };
        using (var early = await http.GetAsync("/healthz/ready", Cancel))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, early.StatusCode);
        }

        // It made the secret itself, for its owner only, and no other file.
        var file = Assert.Single(Directory.EnumerateFiles(Path.Combine(_folder, "dashboard"), "*", SearchOption.AllDirectories));
        Assert.Equal("push.secret", Path.GetFileName(file));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));

        using var bot = new BronxProcess(
            Place("bot"),
            new Dictionary<string, string>
            {
                ["BRONX_Push__To"] = $"http://localhost:{port}",
                ["BRONX_Push__Secret"] = (await File.ReadAllTextAsync(file, Cancel)).Trim(),
                ["BRONX_Push__Every"] = "00:00:01",
                ["BRONX_Sandbox__Port"] = "0",
            },
            "--roles",
            "bot,jobs");
        await ReadyAsync(http);

        var stats = JsonNode.Parse(await http.GetStringAsync("/api/stats", Cancel))!;
        Assert.Equal(("live", 1), ((string?)stats["bot"]!["connection"], (int?)stats["bot"]!["servers"]));
        var health = JsonNode.Parse(await http.GetStringAsync("/api/stats/health", Cancel))!;
        Assert.Equal("SQLite", (string?)health["database"]!["engine"]);

        bot.Signal();
        var (botExit, botSaid, _) = await bot.EndAsync();
        dashboard.Signal();
        var (dashboardExit, dashboardSaid, _) = await dashboard.EndAsync();
        Assert.Equal((0, 0), (botExit, dashboardExit));
        Assert.DoesNotContain("Dashboard", botSaid, StringComparison.Ordinal);
        Assert.DoesNotContain("Playground", dashboardSaid, StringComparison.Ordinal);
        Assert.Contains("push.secret", dashboardSaid, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--roles", "dashbord", "Process:Roles")]
    [InlineData("--roles", "jobs", "jobs without bot")]
    [InlineData("--set", "Push:To=ftp://example.org", "Push:To")]
    [InlineData("--set", "Push:Secret=short", "16 characters")]
    [InlineData("--set", "Push:To=http://localhost:1", "BRONX_Push__Secret")]
    [InlineData("--set", "Dashboard:TrustedProxies=somebody", "Dashboard:TrustedProxies")]
    public async Task WhatCannotBeObeyed_IsSaid(string option, string value, string says)
    {
        var (exit, _, errors) = await BronxProcess.RunAsync(Place("refused"), new Dictionary<string, string> { ["PORT"] = "0" }, option, value);

        Assert.Equal(1, exit);
        Assert.Contains(says, errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public void AFolderThatCannotBeWritten_LeavesTheUsesInMemoryAndSavesThemOften()
    {
        var inTheWay = Path.Combine(_folder, "file");
        File.WriteAllText(inTheWay, "");
        var nowhere = Settings(("Storage:DataDirectory", Path.Combine(inTheWay, "data")), ("Storage:DatabaseUrl", "postgres://bronx:secret@localhost:5432/bronx"));
        var somewhere = Settings(("Storage:DataDirectory", Path.Combine(_folder, "data")), ("Storage:DatabaseUrl", "postgres://bronx:secret@localhost:5432/bronx"));

        var kept = BronxStore.Usage(nowhere, StartReport.Silent);

        Assert.Null(kept.JournalFile);
        Assert.InRange(kept.FlushInterval, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        Assert.NotNull(BronxStore.Usage(somewhere, StartReport.Silent).JournalFile);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, "data")));
        Assert.Throws<StartException>(() => PushSecret.FindOrMake(nowhere, StartReport.Silent));
    }

    [Fact]
    public void TheSecret_IsTheSettingOrTheFileAndPrintsAsStars()
    {
        var settings = Settings(("Storage:DataDirectory", _folder));
        Assert.Null(PushSecret.Find(settings));

        var made = PushSecret.FindOrMake(settings, StartReport.Silent);

        Assert.Equal(made, PushSecret.Find(settings));
        Assert.Equal(made, PushSecret.FindOrMake(settings, StartReport.Silent));
        Assert.Equal("********", made.ToString());
        var set = Settings(("Storage:DataDirectory", _folder), ("Push:Secret", "a secret of sixteen signs".Replace(' ', '-')));
        Assert.Equal(new Secret("a-secret-of-sixteen-signs"), PushSecret.Find(set));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static BronxSettings Settings(params (string Key, string Value)[] pairs) => BronxSettings.Read(
        BronxSettings.Catalogue(),
        new ConfigurationBuilder().AddInMemoryCollection(pairs.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)).Build());

    private static async Task ReadyAsync(HttpClient dashboard)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < Patience.Long)
        {
            using var answer = await dashboard.GetAsync("/healthz/ready", Cancel);
            var stats = JsonNode.Parse(await dashboard.GetStringAsync("/api/stats", Cancel))!;
            if (answer.IsSuccessStatusCode && (int?)stats["bot"]!["servers"] == 1)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
        }

        throw new TimeoutException("No report came.");
    }

    private string Place(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
}
