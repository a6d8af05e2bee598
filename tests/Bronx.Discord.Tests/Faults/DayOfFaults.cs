using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Bronx.Discord.Gateway;
using Bronx.Discord.Models;
using Bronx.Discord.Rest;
using Bronx.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Discord.Tests.Faults;

/// <summary>What came of a day.</summary>
/// <param name="Strikes">Faults of the gateway, by kind.</param>
/// <param name="Lost">Messages that had to be handled and were not.</param>
/// <param name="Twice">Messages handled more than once.</param>
/// <param name="OutOfOrder">Messages handled before an older one of their server.</param>
/// <param name="Unanswered">Handled messages whose answer did not come through, or came twice.</param>
/// <param name="Fingerprint">Of all that was handled, in order by server, and of the sessions: equal for equal seeds.</param>
internal sealed record DayReport(
    IReadOnlyDictionary<FaultKind, int> Strikes, int Said, int Handled, int Lost, int Twice, int OutOfOrder, int Unanswered,
    int Identifies, int Resumes, int RequestFaults, IReadOnlyList<string> Violations, string Fingerprint);

/// <summary>
/// A client and a Discord that breaks at random moments, on a clock that is moved: a day takes seconds. The bot answers everything it hears, through an
/// API that breaks as well.
/// </summary>
internal static class DayOfFaults
{
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(2);

    private static readonly FaultKind[] Kinds = Enum.GetValues<FaultKind>();

    /// <summary>Kinds by how often they come; silence is rare because a half-open line is given a second of real time.</summary>
    private static readonly FaultKind[] Wheel =
        [.. Kinds.SelectMany(kind => Enumerable.Repeat(kind, kind switch { FaultKind.Silence => 1, FaultKind.Invalid or FaultKind.LateReady or FaultKind.CloseForANewSession => 2, _ => 4 }))];

    public static async Task<DayReport> RunAsync(int seed, TimeSpan length, int faults, CancellationToken ct)
    {
        var clock = new HeldClock();
        var chance = new Random(seed);
        using var discord = new FaultyDiscord(clock, seed);
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        await using var client = new DiscordClient(
            new DiscordOptions { Token = "token", ApiBaseAddress = new Uri("http://discord.test/api/v10"), Compress = false },
            clock, new Random(seed), NullLoggerFactory.Instance, services.GetRequiredService<IMeterFactory>(), discord, discord);
        var handled = new ConcurrentDictionary<ulong, ConcurrentQueue<ulong>>();
        client.On<MessageCreated>((created, stop) =>
        {
            var message = created.Message;
            handled.GetOrAdd(message.GuildId!.Value.Value, _ => new()).Enqueue(message.Id.Value);
            return new ValueTask(client.Rest.SendAsync(message.ChannelId, new MessageDraft { Content = message.Content }, new RequestOptions { Priority = RequestPriority.Background }, stop));
        });
        await client.StartAsync(ct);
        var day = new Driver(clock, discord, client);
        await day.ReadyAsync(ct);
        var strikes = new Dictionary<FaultKind, int>();
        ulong said = 0;
        for (var n = 0; n < faults; n++)
        {
            await day.PassAsync((length / faults) * (0.2 + (1.6 * chance.NextDouble())), () => discord.Say(++said), chance, ct);
            Talk();
            await day.CalmAsync(ct);
            // Each kind once, then by chance.
            var kind = n < Kinds.Length ? Kinds[n] : Wheel[chance.Next(Wheel.Length)];
            strikes[kind] = strikes.GetValueOrDefault(kind) + 1;
            discord.Strike(kind, chance);
            Talk();
            await day.ReadyAsync(ct);
        }

        async ValueTask<bool> Settled() => handled.Values.Sum(guild => guild.Count) >= discord.Due.Count && await client.Rest.GetQueueSnapshotAsync(ct) is { Waiting: 0, InFlight: 0 };
        await day.UntilAsync(Settled, TimeSpan.FromSeconds(0.5), ct);
        discord.EndWatch();
        await client.StopAsync(ct);
        return Judge(discord, handled, strikes, (int)said);

        void Talk()
        {
            for (var words = chance.Next(4); words > 0; words--)
            {
                discord.Say(++said);
            }
        }
    }

    private static DayReport Judge(FaultyDiscord discord, ConcurrentDictionary<ulong, ConcurrentQueue<ulong>> handled, Dictionary<FaultKind, int> strikes, int said)
    {
        var lists = handled.OrderBy(pair => pair.Key).Select(pair => pair.Value.ToArray()).ToArray();
        var all = lists.SelectMany(list => list).ToArray();
        var text = string.Join('|', lists.Select(list => string.Join(',', list))) + $"|{discord.Identifies}|{discord.Resumes}";
        return new DayReport(
            strikes,
            said,
            all.Length,
            discord.Due.Except(all).Count(),
            all.Length - all.Distinct().Count(),
            lists.Sum(list => list.Zip(list.Skip(1)).Count(pair => pair.Second < pair.First)),
            all.Count(message => discord.Api.Replies.GetValueOrDefault($"m{message}") != 1),
            discord.Identifies,
            discord.Resumes,
            discord.Api.RequestFaults,
            discord.Violations,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]);
    }

    /// <summary>Moves the clock only when nothing moves by itself any more.</summary>
    private sealed class Driver(HeldClock clock, FaultyDiscord discord, DiscordClient client)
    {
        /// <summary>The client has read everything and waits: for more, or for the clock; and no request of it is under way but those that the clock holds.</summary>
        public async Task CalmAsync(CancellationToken ct)
        {
            var began = TimeProvider.System.GetTimestamp();
            while (!discord.IsCalm || (!discord.HasLine && client.Shards[0].State is not ConnectionState.WaitingToReconnect)
                || (await client.Rest.GetQueueSnapshotAsync(ct)).InFlight > discord.Api.Slow)
            {
                if (TimeProvider.System.GetElapsedTime(began) > Stuck)
                {
                    throw new TimeoutException($"the shard hangs: {client.Shards[0]}");
                }

                ct.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }

        public Task ReadyAsync(CancellationToken ct) => UntilAsync(() => ValueTask.FromResult(discord.HasLine && client.Shards[0].State == ConnectionState.Ready), TimeSpan.FromSeconds(0.5), ct);

        public async Task UntilAsync(Func<ValueTask<bool>> reached, TimeSpan step, CancellationToken ct)
        {
            await CalmAsync(ct);
            for (var steps = 0; !await reached(); steps++)
            {
                if (steps > 20_000)
                {
                    throw new TimeoutException($"the shard does not come back: {client.Shards[0]}");
                }

                discord.EndOutage();
                clock.Advance(step);
                await CalmAsync(ct);
            }
        }

        /// <summary>Lets time pass with a word now and then.</summary>
        public async Task PassAsync(TimeSpan time, Action say, Random chance, CancellationToken ct)
        {
            for (var left = time; left > TimeSpan.Zero;)
            {
                var step = TimeSpan.FromSeconds(1 + (9 * chance.NextDouble()));
                left -= step;
                clock.Advance(step);
                await CalmAsync(ct);
                if (chance.Next(4) == 0)
                {
                    say();
                    await CalmAsync(ct);
                }
            }
        }
    }
}
