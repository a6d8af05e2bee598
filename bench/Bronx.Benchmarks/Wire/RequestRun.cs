using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using Bronx.Benchmarks.Processes;
using Bronx.Benchmarks.Reporting;
using Bronx.Discord;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Benchmarks.Wire;

/// <summary>Mixed requests over many channels at full speed: is any limit hit, how much of what is allowed is used, is order kept?</summary>
internal static class RequestRun
{
    private const int Unbound = 10_000;

    /// <summary>The limits of single channels bind.</summary>
    public static async Task<ResultPage> BucketsAsync(Arguments options, CancellationToken ct)
    {
        var channels = options.Number("channels", 2000);
        var waves = options.Number("waves", 4);
        var counts = new Counts(Sends: 20, Edits: 15, Deletes: 10, Reactions: 3, Reads: 2);
        var page = new ResultPage("requests", "Mixed requests, channel limits binding", $"""
            {channels * counts.Total:N0} requests over {channels:N0} channels: per channel {counts.Sends} sends at once, {counts.Edits} edits and {counts.Reactions} reactions
            as their messages arrive, {counts.Reads} member gets, then {counts.Deletes} deletes at once. Scaled: the channels are worked on in {waves} waves, and the
            global limit is raised out of the way, so that client and sandbox fit on two cores. "Used" is the time that the limits ask for
            (full windows but the last) divided by the time from the first to the last request of a bucket as the sandbox saw them, over
            the buckets that always had work: sends (5 per 5 s) and deletes (3 per 0.33 s, of
            messages younger than 10 s 5 per 1 s).
            """);
        var ours = await MeasureAsync(channels, waves, counts, Unbound, OursAsync, ct);
        Judge(page, ours.Tally, "share");
        page.Row("of the sends' limit used", Percent(ours.Tally, "sendShare"));
        page.Row("of the deletes' limit used", Percent(ours.Tally, "deleteShare"));
        Tell(page, "ours", ours);
        if (options.Text("peers", "yes") == "yes")
        {
            var theirs = await MeasureAsync(channels, waves, counts, Unbound, TheirsAsync, ct);
            Compare(page, ours, theirs);
            page.Row("@discordjs/rest, of the limits used (sends, deletes)", $"{Percent(theirs.Tally, "share")} ({Percent(theirs.Tally, "sendShare")}, {Percent(theirs.Tally, "deleteShare")})");
        }

        return page;
    }

    /// <summary>The 50 per second over everything bind.</summary>
    public static async Task<ResultPage> GlobalAsync(Arguments options, CancellationToken ct)
    {
        const int perSecond = 50;
        var channels = options.Number("channels", 400);
        var counts = new Counts(Sends: 4, Edits: 2, Deletes: 1, Reactions: 1, Reads: 1);
        var page = new ResultPage("global", "Mixed requests, global limit binding", $"""
            {channels * counts.Total:N0} requests over {channels:N0} channels, all handed over at once, at Discord's true {perSecond} per second. Scaled: 100,000 would take 34 minutes.
            "Used" is the number of accepted requests divided by {perSecond} for each second from the first to the last.
            """);
        var ours = await MeasureAsync(channels, 1, counts, perSecond, OursAsync, ct);
        Judge(page, ours.Tally, null);
        Tell(page, "ours", ours);
        if (options.Text("peers", "yes") == "yes")
        {
            var theirs = await MeasureAsync(channels, 1, counts, perSecond, TheirsAsync, ct);
            Compare(page, ours, theirs);
            page.Row("@discordjs/rest, of the limit used", GlobalShare(theirs.Tally).ToString("P1", CultureInfo.InvariantCulture));
        }

        return page;
    }

    private static void Judge(ResultPage page, JsonElement tally, string? share)
    {
        var avoidable = tally.GetProperty("avoidable").GetInt32();
        var inversions = tally.GetProperty("inversions").GetInt32();
        var used = share is null ? GlobalShare(tally) : tally.GetProperty(share).GetDouble();
        page.Target("avoidable 429 (scope user or global)", "0", Count(avoidable), avoidable == 0);
        page.Target("share of the allowed limit used", "≥ 95 %", used.ToString("P1", CultureInfo.InvariantCulture), used >= 0.95);
        page.Target("requests out of order within a bucket", "0", Count(inversions), inversions == 0);
    }

    private static void Tell(ResultPage page, string who, Outcome outcome)
    {
        page.Row($"{who}, answers", outcome.Tally.GetProperty("statuses").GetString()!);
        page.Row($"{who}, 429 by route", outcome.Tally.GetProperty("limited").GetString() is { Length: > 0 } limited ? limited : "none");
        page.Row($"{who}, failed calls", Count(outcome.Failed));
        page.Row($"{who}, time", $"{outcome.Tally.GetProperty("seconds").GetDouble():F1} s");
        page.Row($"{who}, processor time", $"{outcome.CpuSeconds:F1} s");
    }

    private static void Compare(ResultPage page, Outcome ours, Outcome theirs)
    {
        Tell(page, "@discordjs/rest", theirs);
        page.Row("@discordjs/rest, avoidable 429", Count(theirs.Tally.GetProperty("avoidable").GetInt32()));
        page.Row("@discordjs/rest, out of order", Count(theirs.Tally.GetProperty("inversions").GetInt32()));
        var time = theirs.Tally.GetProperty("seconds").GetDouble() / ours.Tally.GetProperty("seconds").GetDouble();
        page.Row("@discordjs/rest : ours, time / processor time", $"{time:F2} / {theirs.CpuSeconds / ours.CpuSeconds:F2}");
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(JsonElement tally, string name) => tally.GetProperty(name).GetDouble().ToString("P1", CultureInfo.InvariantCulture);

    private static double GlobalShare(JsonElement tally) => tally.GetProperty("accepted").GetInt32() / (50 * tally.GetProperty("seconds").GetDouble());

    private static async Task<Outcome> MeasureAsync(
        int channels, int waves, Counts counts, int perSecond, Func<string, int, Workload, CancellationToken, Task<(int Failed, double CpuSeconds)>> client, CancellationToken ct)
    {
        // The sandbox's own limit is what the client is told, or far above it.
        var limit = perSecond == Unbound ? 1_000_000 : perSecond;
        await using var sandbox = LineProcess.StartSelf("sandbox", "--guilds", $"{(channels / 8) + 2}", "--global", $"{limit}");
        var hello = await sandbox.ReadAsync(ct);
        var places = (await sandbox.AskAsync($"channels {channels}", ct)).Deserialize<Place[]>()!;
        await Task.Delay(TimeSpan.FromSeconds(1.1), TimeProvider.System, ct);
        await sandbox.AskAsync("reset", ct);
        var work = new Workload(hello.GetProperty("self").GetString()!, [.. places.Chunk((channels + waves - 1) / waves)], counts);
        var (failed, cpu) = await client(hello.GetProperty("address").GetString()!, perSecond, work, ct);
        return new Outcome(await sandbox.AskAsync("report", ct), failed, cpu);
    }

    private static async Task<(int Failed, double CpuSeconds)> TheirsAsync(string address, int perSecond, Workload work, CancellationToken ct)
    {
        await using var peer = LineProcess.StartPeer("requests.mjs", $"{address}/api", $"{perSecond}");
        var said = await peer.FeedAsync(JsonSerializer.Serialize(work), ct);
        return (said.GetProperty("failed").GetInt32(), said.GetProperty("cpuSeconds").GetDouble());
    }

    private static async Task<(int Failed, double CpuSeconds)> OursAsync(string address, int perSecond, Workload work, CancellationToken ct)
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var options = new DiscordOptions { Token = "sandbox", ApiBaseAddress = new Uri($"{address}/api/v10"), GlobalRequestsPerSecond = perSecond };
        await using var client = new DiscordClient(options, TimeProvider.System, new Random(1), NullLoggerFactory.Instance, services.GetRequiredService<IMeterFactory>());
        var before = Usage.CpuSeconds;
        var failed = 0;
        foreach (var wave in work.Waves)
        {
            await Task.WhenAll(wave.Select(place => new ChannelWork(client.Rest, place, work, () => Interlocked.Increment(ref failed)).RunAsync(ct)));
        }

        return (failed, Usage.CpuSeconds - before);
    }

    private sealed record Outcome(JsonElement Tally, int Failed, double CpuSeconds);

    /// <summary>One channel's requests. Calls are made in the order of their numbers, which the sandbox then expects.</summary>
    private sealed class ChannelWork(DiscordRest rest, Place place, Workload work, Action failed)
    {
        private readonly ChannelId _channel = new(ulong.Parse(place.Channel, CultureInfo.InvariantCulture));
        private readonly GuildId _guild = new(ulong.Parse(place.Guild, CultureInfo.InvariantCulture));
        private readonly UserId _self = new(ulong.Parse(work.Self, CultureInfo.InvariantCulture));
        private readonly Emoji _thumb = new() { Name = "👍" };
        private readonly Lock _gate = new();
        private int _edits;
        private int _reactions;

        public async Task RunAsync(CancellationToken ct)
        {
            var counts = work.Counts;
            var sends = Enumerable.Range(0, counts.Sends).Select(number => SendAsync(number, ct)).ToList();
            var reads = Enumerable.Range(0, counts.Reads).Select(_ => AttemptAsync(() => rest.GetMemberAsync(_guild, _self, ct))).ToList();
            var messages = await Task.WhenAll(sends);
            await Task.WhenAll(reads);
            await Task.WhenAll(messages.Take(counts.Deletes).OfType<Message>()
                .Select((message, turn) => AttemptAsync(() => rest.DeleteAsync(_channel, message.Id, Turn(turn), ct))).ToList());
        }

        private async Task<Message?> SendAsync(int number, CancellationToken ct)
        {
            Message? message = null;
            await AttemptAsync(async () => message = await rest.SendAsync(_channel, new MessageDraft { Content = $"line {number}" }, Turn(number), ct));
            if (message is null)
            {
                return null;
            }

            Task edit = Task.CompletedTask, reaction = Task.CompletedTask;
            lock (_gate)
            {
                // Numbered and handed over in one step: answers come in on many threads.
                if (number < work.Counts.Edits)
                {
                    var draft = new MessageDraft { Content = $"line {number}, mended" };
                    edit = AttemptAsync(() => rest.EditAsync(_channel, message.Id, draft, Turn(_edits++), ct));
                }

                if (number < work.Counts.Reactions)
                {
                    reaction = AttemptAsync(() => rest.ReactAsync(_channel, message.Id, _thumb, Turn(_reactions++), ct));
                }
            }

            await Task.WhenAll(edit, reaction);
            return message;
        }

        private static RequestOptions Turn(int number) => new() { AuditLogReason = number.ToString(CultureInfo.InvariantCulture) };

        private async Task AttemptAsync(Func<Task> call)
        {
            try
            {
                await call();
            }
            catch (Exception fault) when (fault is HttpRequestException or DiscordApiException or RequestRefusedException)
            {
                // Counted and told in the result; the run goes on as a bot would.
                failed();
            }
        }
    }
}
