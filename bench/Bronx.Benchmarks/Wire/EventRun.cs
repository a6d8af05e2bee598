using System.Globalization;
using Bronx.Benchmarks.Processes;
using Bronx.Benchmarks.Reporting;

namespace Bronx.Benchmarks.Wire;

/// <summary>Messages of people over the socket: how many a bot on our client, on discord.js and on eris takes.</summary>
internal static class EventRun
{
    private const int Batch = 20_000;

    public static async Task<ResultPage> RunAsync(Arguments options, CancellationToken ct)
    {
        var events = options.Number("events", 200_000) / Batch * Batch;
        var page = new ResultPage("events", "Gateway events over the socket", $"""
            {events:N0} messages of people in 400 channels of 101 servers, taken down from the sandbox and sent again by a process that only copies them into
            the socket, in blocks of 256 KiB as fast as the bot takes them; so the bot is measured and never the server. One bot in a process of its own,
            after a warm-up of {events / 2:N0}. Uncompressed, as discord.js and eris ask by default. "Per second" is the clock's; "per core" is divided by
            the bot's processor time over all threads, garbage collection included. Every bot has the same intents, its library's default cache and
            an empty handler, or none.
            """);
        Dictionary<string, Figures> ours = [];
        foreach (var mode in (string[])["handled", "ignored"])
        {
            foreach (var client in (string[])["ours", "discord.js", "eris"])
            {
                var figures = await MeasureAsync(client, mode, events, ct);
                if (client == "ours")
                {
                    ours[mode] = figures;
                    if (mode == "handled")
                    {
                        page.Target("ours, handled event, per second", "≥ 200,000", Text(figures.PerSecond), figures.PerSecond >= 200_000);
                        page.Row("ours, handled event, per second and core", Text(figures.PerCore));
                    }
                    else
                    {
                        page.Row("ours, ignored event, per second", Text(figures.PerSecond));
                        page.Target("ours, ignored event, per second and core", "≥ 500,000", Text(figures.PerCore), figures.PerCore >= 500_000);
                    }

                    page.Row($"ours, {mode} event, allocated, receiving included", $"{figures.Bytes:N0} B");
                    continue;
                }

                page.Row($"{client}, {mode} event, per second", Text(figures.PerSecond));
                page.Row($"{client}, {mode} event, per second and core", Text(figures.PerCore));
                var ratio = ours[mode].PerSecond / figures.PerSecond;
                if (mode == "handled" && client == "discord.js")
                {
                    page.Target("ours : discord.js, handled, per second", "≥ 4 ×", $"{ratio:F1} ×", ratio >= 4);
                }
                else
                {
                    page.Row($"ours : {client}, {mode}, per second", $"{ratio:F1} ×");
                }

                page.Row($"ours : {client}, {mode}, per second and core", $"{ours[mode].PerCore / figures.PerCore:F1} ×");
            }
        }

        page.Note("NetCord (target ≥ 1.5 ×) is not measured here: the package source that this project builds from carries no Discord library.");
        return page;
    }

    private static string Text(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static async Task<Figures> MeasureAsync(string client, string mode, int events, CancellationToken ct)
    {
        await using var source = LineProcess.StartSelf("source", "--guilds", "101", "--channels", "400");
        var address = (await source.ReadAsync(ct)).GetProperty("address").GetString()!;
        await using var bot = Bots.Start(client, address, 101, mode);
        await bot.ReadAsync(ct);
        await SayAsync(source, bot, mode, 0, events / 2, ct);
        var before = await bot.AskAsync("figures", ct);
        var began = TimeProvider.System.GetTimestamp();
        await SayAsync(source, bot, mode, events / 2, events, ct);
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var after = await bot.AskAsync("figures", ct);
        var seen = (int)Gain("handled");
        if (mode == "handled" && seen != events)
        {
            throw new BenchException($"{client} handled {seen} of {events} events.");
        }

        return new Figures(events / seconds, events / Gain("cpuSeconds"), client == "ours" ? Gain("allocatedBytes") / events : 0);

        double Gain(string name) => after.GetProperty(name).GetDouble() - before.GetProperty(name).GetDouble();
    }

    /// <summary>In batches, each followed by a mark; goes on when that and all messages came through, so that no queue overflows.</summary>
    private static async Task SayAsync(LineProcess source, LineProcess bot, string mode, int before, int count, CancellationToken ct)
    {
        for (var said = 0; said < count;)
        {
            var batch = Math.Min(count - said, Batch);
            said += batch;
            var marks = (await source.AskAsync($"say {batch}", ct)).GetProperty("marked").GetInt32();
            await bot.AskAsync($"until {(mode == "handled" ? before + said : 0)} {marks}", ct);
        }
    }

    private sealed record Figures(double PerSecond, double PerCore, double Bytes);
}
