using Bronx.Benchmarks.Money;
using Bronx.Benchmarks.Odds;
using Bronx.Benchmarks.Operations;
using Bronx.Benchmarks.Processes;
using Bronx.Benchmarks.Reporting;
using Bronx.Benchmarks.Source;
using Bronx.Benchmarks.Viewers;
using Bronx.Benchmarks.Wire;

using var ending = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    ending.Cancel();
};
try
{
    var options = Arguments.Of(args);

    // The last three are the processes that the others start.
    return args.FirstOrDefault() switch
    {
        "requests" => await Finish(RequestRun.BucketsAsync(options, ending.Token)),
        "global" => await Finish(RequestRun.GlobalAsync(options, ending.Token)),
        "decode" => await Finish(DecodeRun.RunAsync(options)),
        "events" => await Finish(EventRun.RunAsync(options, ending.Token)),
        "memory" => await Finish(MemoryRun.RunAsync(options, ending.Token)),
        "day" => await Finish(DayRun.RunAsync(options, ending.Token)),
        "fuzz" => await Finish(FuzzRun.RunAsync(options, ending.Token)),
        "source" => await SourceServant.RunAsync(options, ending.Token),
        "ledger" => await Finish(LedgerRun.RunAsync(options, ending.Token)),
        "odds" => await Finish(OddsRun.RunAsync(options, ending.Token)),
        "kills" => await Finish(KillRun.RunAsync(options, ending.Token)),
        "recording" => await Finish(RecordingRun.RunAsync(options, ending.Token)),
        "cache" => await Finish(CacheRun.RunAsync(options, ending.Token)),
        "jobs" => await Finish(JobRun.RunAsync(options, ending.Token)),
        "outage" => await Finish(OutageRun.RunAsync(options, ending.Token)),
        "usage-kills" => await Finish(UsageKillRun.RunAsync(options, ending.Token)),
        "usage-worker" => await UsageWorker.RunAsync(options),
        "viewers" => await Finish(ViewersRun.RunAsync(options, ending.Token)),
        "sandbox" => await SandboxServant.RunAsync(options, ending.Token),
        "dashboard" => await DashboardServant.RunAsync(options, ending.Token),
        "bot" => await BotServant.RunAsync(options, ending.Token),
        "ledger-worker" => await LedgerWorker.RunAsync(options),
        _ => Explain(),
    };
}
catch (BenchException mistake)
{
    await Console.Error.WriteLineAsync(mistake.Message);
    return 2;
}

static async Task<int> Finish(Task<ResultPage> run)
{
    var page = await run;
    Console.WriteLine(page.Text);
    page.Save();
    return page.Missed ? 1 : 0;
}

static int Explain()
{
    Console.Error.WriteLine("bench: requests | global | decode | events | memory | day | fuzz | ledger | kills | recording | cache | jobs | outage | usage-kills | viewers | odds. bench/README.md says what each measures and needs.");
    return 2;
}
