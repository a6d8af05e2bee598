using System.Diagnostics.Metrics;
using Bronx.Discord.Caching;
using Bronx.Discord.Models;
using Bronx.Discord.RequestQueue;
using Bronx.Discord.Rest;
using Bronx.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bronx.Discord.Tests.RequestQueue;

/// <summary>The REST side on a held clock against <see cref="LimitedApi"/>.</summary>
internal sealed class QueueUnderTest : IAsyncDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(5), TimeProvider.System);
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Bronx.Discord.RequestQueue.RequestQueue _queue;

    public QueueUnderTest(Func<DiscordOptions, DiscordOptions>? options = null)
    {
        Api = new LimitedApi(Clock);
        var chosen = new DiscordOptions { Token = "token", ApiBaseAddress = new Uri("http://discord.test/api/v10") };
        _queue = new(options?.Invoke(chosen) ?? chosen, Api, Clock, new Random(3), NullLogger.Instance, _services.GetRequiredService<IMeterFactory>());
        Cache = new DiscordCache(new MemberCache(100, isTold: true, Clock));
        Rest = new DiscordRest(_queue, Cache, Clock, new Random(4));
    }

    public HeldClock Clock { get; } = new();

    public LimitedApi Api { get; }

    public DiscordRest Rest { get; }

    public DiscordCache Cache { get; }

    public static MessageDraft Text(string content) => new() { Content = content };

    public Task<Message> SendAsync(ulong channel, string content, RequestPriority priority = RequestPriority.Person, CancellationToken ct = default) =>
        Rest.SendAsync(new(channel), Text(content), new() { Priority = priority }, ct);

    public Task<Message> EditAsync(ulong message, string content, RequestPriority priority = RequestPriority.Edit, CancellationToken ct = default) =>
        Rest.EditAsync(new(7), new(Young(message)), Text(content), new() { Priority = priority }, ct);

    /// <summary>A message id made just now.</summary>
    public ulong Young(ulong n) => Aged(n, TimeSpan.FromSeconds(1));

    public ulong Aged(ulong n, TimeSpan age) => ((ulong)((Clock.GetUtcNow() - age).ToUnixTimeMilliseconds() - Snowflake.EpochMilliseconds) << 22) | n;

    /// <summary>Ends every loop that waits on it once the test's patience is over.</summary>
    public Task<QueueSnapshot> SnapshotAsync() => Rest.GetQueueSnapshotAsync(_patience.Token);

    public Task StopAsync(CancellationToken ct) => _queue.StopAsync(ct);

    /// <summary>Waits until the queue has done everything it can without the clock moving.</summary>
    public async Task SettleAsync()
    {
        // A handler that answers at once settles within a few turns of the loop; what still changes is not settled.
        for (var (calm, last) = (0, -1); calm < 3;)
        {
            var snapshot = await SnapshotAsync();
            await Task.Yield();
            var now = Api.Arrivals.Count;
            calm = snapshot.InFlight == 0 && now == last ? calm + 1 : 0;
            last = now;
        }
    }

    /// <summary>Moves the clock in steps, settling in between, until the task is done.</summary>
    public async Task AdvanceUntilAsync(Task done, TimeSpan step, TimeSpan atMost)
    {
        await SettleAsync();
        for (var moved = TimeSpan.Zero; !done.IsCompleted && moved < atMost; moved += step)
        {
            Clock.Advance(step);
            await SettleAsync();
        }

        await done.WaitAsync(Patience.Long);
    }

    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync();
        await _services.DisposeAsync();
        _patience.Dispose();
    }
}
