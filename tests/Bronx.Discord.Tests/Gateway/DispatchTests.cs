using System.Diagnostics.Metrics;
using Bronx.Discord.Gateway;
using Bronx.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Bronx.Discord.Tests.Gateway;

/// <summary>Handlers: in order per server, side by side otherwise, never in the way of the gateway.</summary>
public sealed class DispatchTests
{
    [Fact]
    public async Task EventsOfOneServerAreHandledInOrder()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = ClientUnderTest.Of(discord);
        var seen = new List<ulong>();
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var elsewhere = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        under.Client.On<MessageCreated>(async (created, _) =>
        {
            if (created.Message.GuildId!.Value.Value == 200)
            {
                elsewhere.SetResult();
                return;
            }

            // The first one takes longer than all the others.
            await (created.Message.Id.Value == 1 ? first.Task : Task.CompletedTask);
            await Task.Yield();
            seen.Add(created.Message.Id.Value);
            if (seen.Count == 300)
            {
                done.SetResult();
            }
        });
        await under.StartAsync();
        var socket = await SessionTests.ReadyAsync(discord, 100);
        for (var n = 1; n <= 300; n++)
        {
            await socket.DispatchAsync("MESSAGE_CREATE", n + 1, SessionTests.Message((ulong)n));
        }

        await socket.DispatchAsync("MESSAGE_CREATE", 302, SessionTests.Message(301, guild: 200));
        await elsewhere.Task.WaitAsync(Patience.Long);
        first.SetResult();
        await done.Task.WaitAsync(Patience.Long);
        Assert.Equal(Enumerable.Range(1, 300).Select(n => (ulong)n), seen);
    }

    [Fact]
    public async Task ASlowHandlerDelaysNeitherOtherServersNorHeartbeats()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = ClientUnderTest.Of(discord);
        using var patience = new CancellationTokenSource(Patience.Long, TimeProvider.System);
        var release = new TaskCompletionSource();
        var other = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var later = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        under.Client.On<MessageCreated>(async (created, stop) =>
        {
            switch (created.Message.Id.Value)
            {
                case 1:
                    await release.Task.WaitAsync(Patience.Long, stop);
                    break;
                case 2:
                    later.SetResult();
                    break;
                default:
                    other.SetResult();
                    break;
            }
        });
        await under.StartAsync();
        var socket = await SessionTests.ReadyAsync(discord, 100, 200);
        await socket.DispatchAsync("MESSAGE_CREATE", 2, SessionTests.Message(1, guild: 100));
        await socket.DispatchAsync("MESSAGE_CREATE", 3, SessionTests.Message(2, guild: 100));
        await socket.DispatchAsync("MESSAGE_CREATE", 4, SessionTests.Message(3, guild: 200));
        await other.Task.WaitAsync(Patience.Long);
        Assert.False(later.Task.IsCompleted, "the same server waits, so that order is kept");
        await socket.SendAsync("""{"op":1,"d":null}""");
        await socket.ExpectAsync(1);
        // But not for ever: after a moment even its own server goes on.
        while (!later.Task.IsCompleted)
        {
            under.Clock.Advance(Dispatcher.Patience);
            await Task.WhenAny(later.Task, Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, patience.Token));
            patience.Token.ThrowIfCancellationRequested();
        }

        release.SetResult();
    }

    [Fact]
    public void ALaneThatIsFull_DropsWhatComesLater_AndSaysSo()
    {
        using var logs = new OutageTests.Gathered();
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var dispatcher = new Dispatcher(new HeldClock(), logs, new GatewayMeter(services.GetRequiredService<IMeterFactory>()));
        dispatcher.Add<SessionResumed>((_, _) => ValueTask.CompletedTask);
        dispatcher.Start();
        // Never started: nobody takes anything away.
        var block = new EventBlock();
        for (var n = 0; n < 10_050; n++)
        {
            dispatcher.Post(1, new SessionResumed(0), block);
        }

        dispatcher.Post(2, new SessionResumed(0), block);
        Assert.Equal(10_001, dispatcher.Waiting);
        Assert.Contains("dropping", Assert.Single(logs.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AHandlerThatThrowsStopsNothing()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = ClientUnderTest.Of(discord);
        under.Client.On<MessageCreated>((_, _) => throw new InvalidOperationException("a handler's fault"));
        under.Listening<MessageCreated>();
        await under.StartAsync();
        var socket = await SessionTests.ReadyAsync(discord, 100);
        await socket.DispatchAsync("MESSAGE_CREATE", 2, SessionTests.Message(1));
        await socket.DispatchAsync("MESSAGE_CREATE", 3, SessionTests.Message(2));
        await under.NextAsync<MessageCreated>();
        await under.NextAsync<MessageCreated>();
    }

    [Fact]
    public async Task HandlersAreAddedBeforeTheStart()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = await ClientUnderTest.Of(discord).StartAsync();
        Assert.Throws<InvalidOperationException>(() => under.Client.On<MessageCreated>((_, _) => ValueTask.CompletedTask));
    }

    [Fact]
    public async Task StoppingLetsARunningHandlerEnd()
    {
        await using var discord = await FakeDiscord.StartAsync();
        await using var under = ClientUnderTest.Of(discord);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        under.Client.On<MessageCreated>(async (_, _) =>
        {
            started.SetResult();
            await release.Task;
        });
        await under.StartAsync();
        var socket = await SessionTests.ReadyAsync(discord, 100);
        await socket.DispatchAsync("MESSAGE_CREATE", 2, SessionTests.Message(1));
        await started.Task.WaitAsync(Patience.Long);
        var stopping = under.Client.StopAsync(CancellationToken.None);
        await socket.Closed;
        Assert.False(stopping.IsCompleted);
        release.SetResult();
        await stopping.WaitAsync(Patience.Long);
    }
}
