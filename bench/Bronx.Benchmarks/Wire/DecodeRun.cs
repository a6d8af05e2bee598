using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Bronx.Benchmarks.Reporting;
using Bronx.Discord.Caching;
using Bronx.Discord.Gateway;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Benchmarks.Wire;

/// <summary>Prepared MESSAGE_CREATE frames through the real decoder, once with nobody listening, once up to a handler.</summary>
internal static class DecodeRun
{
    private const int Batch = 8192;

    public static async Task<ResultPage> RunAsync(Arguments options)
    {
        var count = options.Number("events", 2_000_000) / Batch * Batch;
        var frames = Enumerable.Range(0, 64).Select(Frame).ToArray();
        var page = new ResultPage("decode", "Gateway events through the decoder", $"""
            {count:N0} prepared MESSAGE_CREATE frames of {frames[0].Length} bytes from 64 servers through envelope, filter, parser, dispatcher and an empty handler, after a
            warm-up. No socket: `events` has that. Per core means divided by processor time over all threads, garbage collection included.
            """);
        Ignored(page, frames, count);
        await HandledAsync(page, frames, count);
        return page;
    }

    private static void Ignored(ResultPage page, byte[][] frames, int count)
    {
        using var stage = new Stage(null);
        stage.Take(frames, count / 4);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var cpu = Usage.CpuSeconds;
        var began = TimeProvider.System.GetTimestamp();
        stage.Take(frames, count);
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var perSecond = count / (Usage.CpuSeconds - cpu);
        var bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / count;
        page.Target("event nobody listens to, per second and core", "≥ 500,000", Number(perSecond), perSecond >= 500_000);
        page.Row("event nobody listens to, per second of the clock (one thread)", Number(count / seconds));
        page.Target("event nobody listens to, allocated", "0 B", $"{bytes:F2} B", bytes < 0.01);
    }

    private static async Task HandledAsync(ResultPage page, byte[][] frames, int count)
    {
        using var counter = new Countdown();
        using var stage = new Stage(counter);
        await PumpAsync(stage, counter, frames, count / 4);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Usage.CpuSeconds;
        var began = TimeProvider.System.GetTimestamp();
        await PumpAsync(stage, counter, frames, count);
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var perSecond = count / (Usage.CpuSeconds - cpu);
        page.Target("message parsed and dispatched, per second and core", "≥ 200,000", Number(perSecond), perSecond >= 200_000);
        page.Row("message parsed and dispatched, per second of the clock", Number(count / seconds));
        page.Row("message parsed and dispatched, allocated", $"{(GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)count:N0} B");
    }

    private static async Task PumpAsync(Stage stage, Countdown counter, byte[][] frames, int count)
    {
        for (var left = count; left > 0; left -= Batch)
        {
            var done = counter.Expect(Batch);
            stage.Take(frames, Batch);
            await done;
        }
    }

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>The shape and size that a message of a server has on the wire.</summary>
    private static byte[] Frame(int server)
    {
        var guild = 1_058_000_000_000_000_000 + ((long)server << 22);
        return Encoding.UTF8.GetBytes($$$"""
            {"t":"MESSAGE_CREATE","s":{{{server + 3}}},"op":0,"d":{"type":0,"tts":false,"timestamp":"2026-11-21T04:00:00.000000+00:00","pinned":false,"nonce":"1175000000000000000","mentions":[],"mention_roles":[],"mention_everyone":false,"member":{"roles":["{{{guild + 101}}}","{{{guild + 102}}}"],"premium_since":null,"pending":false,"nick":null,"mute":false,"joined_at":"2023-01-01T00:00:00.000000+00:00","flags":0,"deaf":false,"communication_disabled_until":null,"avatar":null},"id":"{{{guild + 777}}}","flags":0,"embeds":[],"edited_timestamp":null,"content":"Line {{{server}}}: has anybody seen the receipt for the blue paint from last Tuesday?","components":[],"channel_id":"{{{guild + 2}}}","author":{"username":"rosa.delgado","public_flags":0,"id":"1190000000000000001","global_name":"Rosa","discriminator":"0","avatar_decoration_data":null,"avatar":null},"attachments":[],"guild_id":"{{{guild}}}"}}
            """.Trim());
    }

    /// <summary>Decoder and dispatcher as a shard has them.</summary>
    private sealed class Stage : IDisposable
    {
        private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        private readonly Dispatcher _dispatcher;
        private readonly EventIntake _intake;

        public Stage(Countdown? counter)
        {
            _dispatcher = new Dispatcher(TimeProvider.System, NullLogger.Instance, new GatewayMeter(_services.GetRequiredService<IMeterFactory>()));
            if (counter is not null)
            {
                _dispatcher.Add<MessageCreated>((_, _) =>
                {
                    counter.Signal();
                    return ValueTask.CompletedTask;
                });
            }

            _dispatcher.Start();
            _intake = new EventIntake(0, 1, new DiscordCache(new MemberCache(1000, isTold: true, TimeProvider.System)), _dispatcher, new MemberRequests());
        }

        public void Take(byte[][] frames, int count)
        {
            for (var i = 0; i < count; i++)
            {
                var frame = Bronx.Discord.Gateway.Frame.Read(frames[i & 63]);
                if (_intake.Wants(frame.Kind))
                {
                    _intake.Take(frame.Kind, frame.Payload);
                }

                if ((i & 63) == 63)
                {
                    _intake.CaughtUp();
                }
            }
        }

        public void Dispose()
        {
            _dispatcher.Dispose();
            _services.Dispose();
        }
    }

    private sealed class Countdown : IDisposable
    {
        private readonly SemaphoreSlim _done = new(0);
        private int _left;

        public Task Expect(int count)
        {
            Volatile.Write(ref _left, count);
            return _done.WaitAsync();
        }

        public void Signal()
        {
            if (Interlocked.Decrement(ref _left) == 0)
            {
                _done.Release();
            }
        }

        public void Dispose() => _done.Dispose();
    }
}
