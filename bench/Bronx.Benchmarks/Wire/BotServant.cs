using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using Bronx.Benchmarks.Reporting;
using Bronx.Discord;
using Bronx.Discord.Gateway;
using Bronx.Host.Roles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Benchmarks.Wire;

/// <summary>Our bot for the comparison: what <c>bench/peers/gateway.mjs</c> is on other libraries, with the same lines and answers.</summary>
internal static class BotServant
{
    public static async Task<int> RunAsync(Arguments arguments, CancellationToken ct)
    {
        var guilds = arguments.Number("guilds", 1);
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var options = new DiscordOptions
        {
            Token = "sandbox",
            ApiBaseAddress = new Uri(arguments.Text("api", "")),
            Intents = GatewayIntents.Guilds | GatewayIntents.GuildMessages | GatewayIntents.MessageContent,
            Compress = arguments.Text("compress", "no") == "yes",
        };
        await using var client = new DiscordClient(options, TimeProvider.System, new Random(1), NullLoggerFactory.Instance, services.GetRequiredService<IMeterFactory>());
        int handled = 0, marks = 0, arrived = 0;
        long letters = 0;
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (arguments.Text("mode", "handled") == "handled")
        {
            client.On<MessageCreated>((happened, _) =>
            {
                Interlocked.Increment(ref handled);
                Interlocked.Add(ref letters, happened.Message.Content.Length);
                return ValueTask.CompletedTask;
            });
        }

        client.On<MemberUpdated>((_, _) =>
        {
            Interlocked.Increment(ref marks);
            return ValueTask.CompletedTask;
        });
        client.On<GuildAvailable>((_, _) =>
        {
            if (Interlocked.Increment(ref arrived) == guilds)
            {
                ready.TrySetResult();
            }

            return ValueTask.CompletedTask;
        });
        await client.StartAsync(ct);
        await ready.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, ct);
        Tell(new { ready = true, guilds = arrived });
        while (await Console.In.ReadLineAsync(ct) is { } line)
        {
            if (line.Split(' ') is ["until", var messages, var wanted])
            {
                // Waits for them here, so that the way back and forth is not measured.
                while (Volatile.Read(ref marks) < int.Parse(wanted, CultureInfo.InvariantCulture) || Volatile.Read(ref handled) < int.Parse(messages, CultureInfo.InvariantCulture))
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, ct);
                }
            }

            if (line == "memory")
            {
                for (var i = 0; i < 3; i++)
                {
                    MemoryAtRest.GiveBack(Rest.Heap);
                    GC.WaitForPendingFinalizers();
                }
            }

            Tell(new
            {
                handled,
                marks,
                cpuSeconds = Usage.CpuSeconds,
                allocatedBytes = GC.GetTotalAllocatedBytes(precise: true),
                residentBytes = Usage.ResidentBytes,
                heapBytes = GC.GetTotalMemory(forceFullCollection: false),
            });
        }

        return 0;
    }

    private static void Tell(object what)
    {
        Console.WriteLine(JsonSerializer.Serialize(what));
        Console.Out.Flush();
    }
}
