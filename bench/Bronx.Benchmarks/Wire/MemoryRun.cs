using System.Globalization;
using Bronx.Benchmarks.Processes;
using Bronx.Benchmarks.Reporting;

namespace Bronx.Benchmarks.Wire;

/// <summary>What a thousand more servers cost a connected bot.</summary>
internal static class MemoryRun
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>Servers in the smaller world too: what a process compiles and pools for its first ones is nobody's share.</summary>
    private const int Few = 1_001;

    public static async Task<ResultPage> RunAsync(Arguments options, CancellationToken ct)
    {
        var servers = options.Number("servers", 1000);
        var repeats = options.Number("repeats", 3);
        var page = new ResultPage("memory", "Memory per 1,000 servers", $"""
            A connected bot in a process of its own, in {Few:N0} servers and in {Few + servers:N0} (each with 10 channels and 10 roles), after full garbage collections; the
            difference, per 1,000 servers. Each world {repeats} times in new processes, the median counts; "spread" is the largest less the smallest of the runs.
            "In RAM" is resident memory and decides; "live" is what the collector counts (for node: heap and external). Default cache; ours with the
            runtime settings of the bot, and with what its compiler left behind given back as a resting bot does, node with its defaults; intents GUILDS, GUILD_MESSAGES and MESSAGE_CONTENT.
            """);
        double ours = 0;
        foreach (var client in (string[])["ours", "discord.js", "eris"])
        {
            List<(double Resident, double Live)> few = [], many = [];
            for (var i = 0; i < repeats; i++)
            {
                // By turns, so that what else happens on the machine meets both.
                few.Add(await MeasureAsync(client, Few, ct));
                many.Add(await MeasureAsync(client, Few + servers, ct));
            }

            var scale = 1000.0 / servers / Megabyte;
            var resident = (Median(many, one => one.Resident) - Median(few, one => one.Resident)) * scale;
            var live = (Median(many, one => one.Live) - Median(few, one => one.Live)) * scale;
            if (client == "ours")
            {
                ours = resident;
                page.Target("ours, in RAM per 1,000 servers", "≤ 8 MB", Text(resident), resident <= 8);
            }
            else
            {
                page.Row($"{client}, in RAM per 1,000 servers", Text(resident));
                page.Row($"{client} : ours, in RAM", string.Create(CultureInfo.InvariantCulture, $"{resident / ours:F1} ×"));
            }

            page.Row($"{client}, live per 1,000 servers", Text(live));
            page.Row($"{client}, whole process in {Few:N0} / {Few + servers:N0} servers (spread)",
                $"{Text(Median(few, one => one.Resident) / Megabyte)} ({Text(Spread(few))}) / {Text(Median(many, one => one.Resident) / Megabyte)} ({Text(Spread(many))})");
        }

        return page;
    }

    private static double Median(List<(double Resident, double Live)> runs, Func<(double Resident, double Live), double> of) => runs.Select(of).Order().ElementAt(runs.Count / 2);

    private static double Spread(List<(double Resident, double Live)> runs) => (runs.Max(one => one.Resident) - runs.Min(one => one.Resident)) / Megabyte;

    private static string Text(double megabytes) => megabytes.ToString("F1", CultureInfo.InvariantCulture) + " MB";

    private static async Task<(double Resident, double Live)> MeasureAsync(string client, int guilds, CancellationToken ct)
    {
        await using var sandbox = LineProcess.StartSelf("sandbox", "--guilds", $"{guilds}", "--global", "1000000");
        var address = (await sandbox.ReadAsync(ct)).GetProperty("address").GetString()!;
        await using var bot = Bots.Start(client, address, guilds, "handled");
        await bot.ReadAsync(ct);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, ct);
        var figures = await bot.AskAsync("memory", ct);
        return (figures.GetProperty("residentBytes").GetDouble(), figures.GetProperty("heapBytes").GetDouble());
    }
}
