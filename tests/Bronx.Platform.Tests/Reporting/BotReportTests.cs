using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bronx.Platform.Reporting;
using Bronx.Platform.Telemetry;
using Bronx.Testing;
using Bronx.Testing.Reports;

namespace Bronx.Platform.Tests.Reporting;

/// <summary>The bot's side of the contract; the dashboard's tests hold the other side to the same stored report.</summary>
public sealed class BotReportTests
{
    private static readonly DateTimeOffset Now = HeldClock.DefaultStart;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Report_IsWrittenAsStored()
    {
        var written = Encoding.UTF8.GetString(BotReportJson.Write(await TellAsync()));
        var readable = JsonNode.Parse(written)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";

        await StoredReport.StoreAsync(readable);

        Assert.Equal(await StoredReport.ReadAsync(), readable);
        Assert.Null(BotReportRules.Problem(BotReportJson.Read(Encoding.UTF8.GetBytes(written)), Now));
    }

    [Fact]
    public async Task Report_SaysOnTheOtherSideWhatTheBotSaid()
    {
        var told = new SomeFigures();
        var clock = new HeldClock();
        var heard = new ReportedFigures("somebody", clock);
        Assert.Equal((BotConnection.Unreported, "somebody", false), (heard.Vitals.Connection, heard.Name, heard.IsReporting));

        Assert.True(heard.Accept(BotReportJson.Read(BotReportJson.Write(await TellAsync()))));

        Assert.Equal(("BronxBot", told.Vitals, true), (heard.Name, heard.Vitals, heard.IsReporting));
        Assert.Equal(JsonSerializer.Serialize(told.Usage()), JsonSerializer.Serialize(heard.Usage()));
        Assert.Equal(JsonSerializer.Serialize(told.Command("ping")), JsonSerializer.Serialize(heard.Command("ping")));
        Assert.Equal(JsonSerializer.Serialize(await told.HealthAsync(Cancel)), JsonSerializer.Serialize(await heard.HealthAsync(Cancel)));
    }

    [Fact]
    public async Task Report_ThatIsRepeatedOrOlderChangesNothing()
    {
        var heard = new ReportedFigures("somebody", new HeldClock());
        var first = await TellAsync();
        Assert.True(heard.Accept(first with { Number = 5 }));
        var version = heard.Version;

        Assert.False(heard.Accept(first with { Number = 5 }));
        Assert.False(heard.Accept(first with { Number = 4, At = Now.AddMinutes(1) }));
        Assert.False(heard.Accept(first with { Run = "another", Number = 1, At = Now.AddSeconds(-1) }));

        Assert.Equal(version, heard.Version);
        Assert.True(heard.Accept(first with { Run = "another", Number = 1, At = Now.AddSeconds(1) }));
    }

    [Fact]
    public async Task Bot_ThatFallsSilentIsUnreportedAndItsHealthUnknown()
    {
        var clock = new HeldClock();
        var heard = new ReportedFigures("somebody", clock);
        heard.Accept(await TellAsync());

        clock.Advance(ReportedFigures.SilentAfter);

        Assert.Equal((BotConnection.Unreported, 3, "the last report came at 09:00:00 UTC"), (heard.Vitals.Connection, heard.Vitals.Servers, heard.Vitals.Reason));
        Assert.Same(HealthReport.Unknown, await heard.HealthAsync(Cancel));
        Assert.Equal(1_534, heard.Usage().Total);
    }

    [Theory]
    [InlineData("version")]
    [InlineData("run")]
    [InlineData("number")]
    [InlineData("at")]
    [InlineData("minutes")]
    [InlineData("total")]
    [InlineData("connection")]
    [InlineData("name")]
    [InlineData("steps")]
    [InlineData("twice")]
    [InlineData("route")]
    public async Task Report_ThatCannotBeShownIsNamed(string wrong)
    {
        var report = await TellAsync();
        var ping = report.Usage.Commands[0];
        var bad = wrong switch
        {
            "version" => report with { Version = 2 },
            "run" => report with { Run = "a b" },
            "number" => report with { Number = 0 },
            "at" => report with { At = Now.AddMinutes(6) },
            "minutes" => report with { Usage = report.Usage with { Minutes = new long[59] } },
            "total" => report with { Usage = report.Usage with { Total = -1 } },
            "connection" => report with { Bot = report.Bot with { Connection = "unreported" } },
            "name" => report with { Bot = report.Bot with { Name = "a\nb" } },
            "steps" => report with { Usage = report.Usage with { Commands = [ping with { Steps = new long[3] }] } },
            "twice" => report with { Usage = report.Usage with { Commands = [ping, ping] } },
            _ => report with { Health = report.Health with { Queue = report.Health.Queue! with { Routes = [report.Health.Queue!.Routes[0] with { Route = new string('x', 301) }] } } },
        };

        Assert.Null(BotReportRules.Problem(report, Now));
        Assert.NotNull(BotReportRules.Problem(bad, Now));
    }

    [Fact]
    public void Report_WithoutARequiredFieldIsNoReport() =>
        Assert.Throws<JsonException>(() => BotReportJson.Read("""{"version":1,"run":"a","number":1}"""u8));

    private static Task<BotReport> TellAsync() => BotReports.TellAsync(new SomeFigures(), "0123456789abcdef", 7, Cancel);
}
