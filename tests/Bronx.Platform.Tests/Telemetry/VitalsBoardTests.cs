using Bronx.Platform.Telemetry;
using Bronx.Testing;

namespace Bronx.Platform.Tests.Telemetry;

public sealed class VitalsBoardTests
{
    private static readonly BotVitals Live = new(BotConnection.Live, 3, 120, TimeSpan.FromMilliseconds(41), null);

    [Fact]
    public async Task APublishedChange_WakesWhoWaits()
    {
        var board = new VitalsBoard();
        Assert.Equal(BotVitals.Unknown, board.Current);
        var waiting = board.WaitForChangeAsync(board.Version, TestContext.Current.CancellationToken).AsTask();
        board.Publish(Live);
        await waiting.WaitAsync(Patience.Long, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal(Live, board.Current);
    }

    [Fact]
    public void TheSameVitalsAgain_AreNoChange()
    {
        var board = new VitalsBoard();
        board.Publish(Live);
        var version = board.Version;
        board.Publish(Live with { });
        Assert.Equal(version, board.Version);
    }

    [Fact]
    public async Task WaitingCanBeCancelled()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = new VitalsBoard().WaitForChangeAsync(0, cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
