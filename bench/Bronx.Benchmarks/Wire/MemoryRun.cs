using System.Globalization;
using Bronx.Benchmarks.Processes;
using Bronx.Benchmarks.Reporting;

namespace Bronx.Benchmarks.Wire;

/// <summary>What a thousand more servers cost a connected bot.</summary>
internal static class MemoryRun
{
    private const double Megabyte = 1024 * 1024;

    public static async Task<ResultPage> RunAsync(Arguments options, CancellationToken ct)
    {
        var servers = options.Number("servers", 1000);
        var page = new ResultPage("memory", "Memory per 1,000 servers", $"""
            A connected bot in a process of its own, first in 1 server, then in {servers + 1:N0} (each further one with 10 channels and 10 roles), after a full garbage
            collection; the difference, per 1,000 servers. "In RAM" is resident memory and decides; "live" is what the collector counts
            (for node: heap and external). Default cache, intents GUILDS, GUILD_MESSAGES and MESSAGE_CONTENT.
            """);
        double ours = 0;
        foreach (var client in (string[])["ours", "discord.js", "eris"])
        {
            var few = await MeasureAsync(client, 1, ct);
            var many = await MeasureAsync(client, servers + 1, ct);
            var resident = (many.Resident - few.Resident) / servers * 1000 / Megabyte;
            var live = (many.Live - few.Live) / servers * 1000 / Megabyte;
            if (client == "ours")
            {
                ours = resident;
                page.Target("ours, in RAM per 1,000 servers", "≤ 8 MB", Text(resident), resident <= 8);
                page.Row("ours, live per 1,000 servers", Text(live));
            }
            else
            {
                page.Row($"{client}, in RAM per 1,000 servers", Text(resident));
                page.Row($"{client}, live per 1,000 servers", Text(live));
                page.Row($"{client} : ours, in RAM", $"{resident / ours:F1} ×");
            }

            page.Row($"{client}, whole process in 1 / {servers + 1:N0} servers", $"{Text(few.Resident / Megabyte)} / {Text(many.Resident / Megabyte)}");
        }

        return page;
    }

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
