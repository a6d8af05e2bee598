using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Threading.Channels;
using Bronx.Discord.Gateway;
using Bronx.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bronx.Discord.Tests;

/// <summary>A client against the fake, its events gathered, its clock held.</summary>
internal sealed class ClientUnderTest : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddLogging().BuildServiceProvider();
    private readonly Channel<GatewayEvent> _events = Channel.CreateUnbounded<GatewayEvent>();
    private readonly Channel<ShardStatus> _changes = Channel.CreateUnbounded<ShardStatus>();

    private ClientUnderTest(FakeDiscord discord, Func<DiscordOptions, DiscordOptions>? options, TimeProvider? clock, int seed, ILoggerFactory? logs)
    {
        Clock = clock as HeldClock ?? new HeldClock();
        var chosen = new DiscordOptions { Token = "token", ApiBaseAddress = discord.Api, Compress = false };
        Client = new DiscordClient(
            options?.Invoke(chosen) ?? chosen, clock ?? Clock, new Random(seed), logs ?? _services.GetRequiredService<ILoggerFactory>(), _services.GetRequiredService<IMeterFactory>());
        Client.ShardChanged += status => _changes.Writer.TryWrite(status);
    }

    public HeldClock Clock { get; }

    public DiscordClient Client { get; }

    public static ClientUnderTest Of(FakeDiscord discord, Func<DiscordOptions, DiscordOptions>? options = null, TimeProvider? clock = null, int seed = 7, ILoggerFactory? logs = null) =>
        new(discord, options, clock, seed, logs);

    /// <summary>Gathers events of this kind.</summary>
    public ClientUnderTest Listening<TEvent>()
        where TEvent : GatewayEvent
    {
        Client.On<TEvent>((happened, _) =>
        {
            _events.Writer.TryWrite(happened);
            return ValueTask.CompletedTask;
        });
        return this;
    }

    public async Task<ClientUnderTest> StartAsync()
    {
        await Client.StartAsync(CancellationToken.None);
        return this;
    }

    public async Task<TEvent> NextAsync<TEvent>()
        where TEvent : GatewayEvent
    {
        using var patience = new CancellationTokenSource(Patience.Long, TimeProvider.System);
        return Assert.IsType<TEvent>(await _events.Reader.ReadAsync(patience.Token));
    }

    public async Task<GatewayEvent> NextAnyAsync()
    {
        using var patience = new CancellationTokenSource(Patience.Long, TimeProvider.System);
        return await _events.Reader.ReadAsync(patience.Token);
    }

    public bool HasEvent => _events.Reader.TryPeek(out _);

    public async Task<ShardStatus> StatusAsync(ConnectionState state)
    {
        using var patience = new CancellationTokenSource(Patience.Long, TimeProvider.System);
        while (true)
        {
            var status = await _changes.Reader.ReadAsync(patience.Token);
            if (status.State == state)
            {
                return status;
            }
        }
    }

    /// <summary>Waits for a state, moving the clock whenever nothing comes.</summary>
    public async Task<ShardStatus> StatusAsync(ConnectionState state, Func<Task> advance)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < Patience.Long)
        {
            if (_changes.Reader.TryRead(out var status))
            {
                if (status.State == state)
                {
                    return status;
                }

                continue;
            }

            await advance();
            await Task.WhenAny(_changes.Reader.WaitToReadAsync().AsTask(), Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, CancellationToken.None));
        }

        throw new TimeoutException($"no shard became {state}");
    }

    /// <summary>The shard's next connection, however long it backs off before.</summary>
    public Task<FakeSocket> ReconnectedAsync(FakeDiscord discord) => AdvanceUntilAsync(discord.AcceptAsync(), ConnectionState.WaitingToReconnect);

    /// <summary>The shard's identify, however long the gate keeps it.</summary>
    public Task<JsonElement> IdentifiedAsync(FakeSocket socket) => AdvanceUntilAsync(socket.ExpectAsync(2), ConnectionState.Identifying);

    /// <summary>
    /// Moves the clock in small steps until something has happened, but only while the shard is in the state in which it waits for the clock: what
    /// the sockets still carry must not find that hours have passed, however slow this machine is.
    /// </summary>
    private async Task<T> AdvanceUntilAsync<T>(Task<T> done, ConnectionState waiting)
    {
        while (!done.IsCompleted)
        {
            if (Client.Shards[0].State == waiting)
            {
                Clock.Advance(TimeSpan.FromMilliseconds(100));
            }

            await Task.WhenAny(done, Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, CancellationToken.None));
        }

        return await done;
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await _services.DisposeAsync();
    }
}
