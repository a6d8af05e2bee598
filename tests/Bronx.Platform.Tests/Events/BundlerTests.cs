using System.Threading.Channels;
using Bronx.Platform.Events;
using Bronx.Testing;

namespace Bronx.Platform.Tests.Events;

public sealed class BundlerTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);

    private readonly HeldClock _clock = new();
    private readonly Channel<string> _delivered = Channel.CreateUnbounded<string>();

    private Bundler<string, int> Open(int mostItems = 10, int mostKeys = 10, Func<string, Task>? before = null, Action<string, Exception>? faulted = null) => new(
        new(Pause, mostItems, mostKeys), _clock,
        async (key, bundle, ct) =>
        {
            await (before?.Invoke(key) ?? Task.CompletedTask);
            await _delivered.Writer.WriteAsync($"{key}: {string.Join(',', bundle.Items)}{(bundle.LeftOut > 0 ? $" +{bundle.LeftOut}" : "")}", ct);
        },
        faulted ?? ((_, fault) => Assert.Fail(fault.Message)));

    private Task<string> NextAsync() => _delivered.Reader.ReadAsync().AsTask().WaitAsync(Patience.Long);

    [Fact]
    public async Task TheFirst_GoesAtOnceAndTheRestTogether()
    {
        await using var bundler = Open(mostItems: 3);
        Assert.True(bundler.Add("a", 1));
        Assert.Equal("a: 1", await NextAsync());
        await _clock.WhenArmedAsync().WaitAsync(Patience.Long);
        for (var item = 2; item < 9; item++)
        {
            Assert.True(bundler.Add("a", item));
        }

        Assert.True(bundler.Add("b", 1));
        Assert.Equal("b: 1", await NextAsync());
        await _clock.WhenArmedAsync(2).WaitAsync(Patience.Long);
        _clock.Advance(Pause - TimeSpan.FromTicks(1));
        Assert.False(_delivered.Reader.TryPeek(out _));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("a: 2,3,4 +4", await NextAsync());
    }

    [Fact]
    public async Task AQuietKey_IsForgottenAndGoesAtOnceAgain()
    {
        await using var bundler = Open();
        bundler.Add("a", 1);
        await NextAsync();
        await _clock.WhenArmedAsync().WaitAsync(Patience.Long);
        Assert.Equal(1, bundler.Busy);
        _clock.Advance(Pause);
        while (bundler.Busy > 0)
        {
            await Task.Yield();
        }

        bundler.Add("a", 2);
        Assert.Equal("a: 2", await NextAsync());
    }

    [Fact]
    public async Task Keys_AreBounded()
    {
        await using var bundler = Open(mostKeys: 1);
        Assert.True(bundler.Add("a", 1));
        Assert.False(bundler.Add("b", 1));
    }

    [Fact]
    public async Task AFault_IsToldAndTheKeyGoesOn()
    {
        var first = true;
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var bundler = Open(
            before: _ => first ? throw new InvalidOperationException("broken") : Task.CompletedTask,
            faulted: (key, fault) =>
            {
                first = false;
                told.TrySetResult($"{key} {fault.Message}");
            });
        bundler.Add("a", 1);
        Assert.Equal("a broken", await told.Task.WaitAsync(Patience.Long));
        await _clock.WhenArmedAsync().WaitAsync(Patience.Long);
        bundler.Add("a", 2);
        _clock.Advance(Pause);
        Assert.Equal("a: 2", await NextAsync());
    }

    [Fact]
    public async Task AfterTheEnd_NothingIsTaken()
    {
        var bundler = Open();
        bundler.Add("a", 1);
        await NextAsync();
        await bundler.DisposeAsync();
        Assert.False(bundler.Add("a", 2));
        Assert.False(_delivered.Reader.TryPeek(out _));
    }
}
