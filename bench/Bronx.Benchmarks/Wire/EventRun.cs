using System.Globalization;
using System.Text.Json;
using Bronx.Benchmarks.Processes;
using Bronx.Benchmarks.Reporting;

namespace Bronx.Benchmarks.Wire;

/// <summary>Messages of people over the socket: what one event costs a bot on our client, on discord.js and on eris.</summary>
internal static class EventRun
{
    private const int Batch = 5_000;

    public static async Task<ResultPage> RunAsync(Arguments options, CancellationToken ct)
    {
        var events = options.Number("events", 60_000);
        var page = new ResultPage("events", "Gateway events over the socket", $"""
            {events:N0} messages of people in 400 channels of 100 servers, said in the sandbox, received by one bot in a process of its own, after a warm-up
            of {events / 3:N0}. Uncompressed, as discord.js and eris ask by default. Per core means events divided by the bot's processor time. A busy
            machine disturbs this too, and code that is still being compiled counts: figures that contradict each other, such as an ignored event
            that costs more than a handled one, show how far. Every bot has the same intents, its library's default cache and an empty handler, or none.
            """);
        Dictionary<string, double> handled = [];
        foreach (var mode in (string[])["handled", "ignored"])
        {
            foreach (var client in (string[])["ours", "discord.js", "eris"])
            {
                var (perSecond, bytes) = await MeasureAsync(client, mode, events, ct);
                var figure = perSecond.ToString("N0", CultureInfo.InvariantCulture);
                var what = $"{client}, {mode} event, per second and core";
                if (client != "ours")
                {
                    page.Row(what, figure);
                    page.Row($"ours : {client}, {mode}", $"{handled[mode] / perSecond:F1} ×");
                    if (mode == "handled" && client == "discord.js")
                    {
                        page.Target("ours : discord.js, message parsed and dispatched", "≥ 4 ×", $"{handled[mode] / perSecond:F1} ×", handled[mode] >= 4 * perSecond);
                    }

                    continue;
                }

                handled[mode] = perSecond;
                page.Row($"{what} (the targets are for the decoder: see decode.md)", figure);
                page.Row($"ours, {mode} event, allocated, receiving included", $"{bytes:N0} B");
            }
        }

        page.Note("NetCord (target ≥ 1.5 ×) is not measured here: the package source that this project builds from carries no Discord library.");
        return page;
    }

    private static async Task<(double PerSecond, double Bytes)> MeasureAsync(string client, string mode, int events, CancellationToken ct)
    {
        await using var sandbox = LineProcess.StartSelf("sandbox", "--guilds", "101", "--global", "1000000");
        var address = (await sandbox.ReadAsync(ct)).GetProperty("address").GetString()!;
        await using var bot = Bots.Start(client, address, 101, mode);
        await bot.ReadAsync(ct);
        await SayAsync(sandbox, bot, events / 3, ct);
        var before = await bot.AskAsync("figures", ct);
        await SayAsync(sandbox, bot, events, ct);
        var after = await bot.AskAsync("figures", ct);
        var seen = (int)Gain("handled");
        if (mode == "handled" && seen != events)
        {
            throw new BenchException($"{client} handled {seen} of {events} events.");
        }

        return (events / Gain("cpuSeconds"), client == "ours" ? Gain("allocatedBytes") / events : 0);

        double Gain(string name) => after.GetProperty(name).GetDouble() - before.GetProperty(name).GetDouble();
    }

    /// <summary>In batches, each followed by a mark that must come back, so that no queue overflows.</summary>
    private static async Task SayAsync(LineProcess sandbox, LineProcess bot, int count, CancellationToken ct)
    {
        for (var left = count; left > 0; left -= Batch)
        {
            await sandbox.AskAsync($"say {Math.Min(left, Batch)}", ct);
            var marks = (await sandbox.AskAsync("mark", ct)).GetProperty("marked").GetInt32();
            while ((await bot.AskAsync("marks", ct)).GetProperty("marks").GetInt32() < marks)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, ct);
            }
        }
    }
}
