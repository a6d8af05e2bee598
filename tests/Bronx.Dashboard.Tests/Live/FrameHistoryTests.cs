using Bronx.Dashboard.Live;

namespace Bronx.Dashboard.Tests.Live;

public sealed class FrameHistoryTests
{
    private const long Run = 42;

    [Fact]
    public void Since_GivesNothingBeforeTheFirstFrame() => Assert.Empty(new FrameHistory(Run).Since(null));

    [Fact]
    public void Since_GivesTheLatestToANewViewer() => Assert.Equal([30], Numbers(Of(30).Since(null)));

    [Fact]
    public void Since_GivesTheFramesAfterTheOneSeen() => Assert.Equal([28, 29, 30], Numbers(Of(30).Since(new FrameId(Run, 27))));

    [Fact]
    public void Since_RemembersTwentyFrames() => Assert.Equal(Enumerable.Range(11, 20).Select(n => (long)n), Numbers(Of(30).Since(new FrameId(Run, 10))));

    [Fact]
    public void Since_GivesTheLatestAloneWhenTooMuchWasMissed() => Assert.Equal([30], Numbers(Of(30).Since(new FrameId(Run, 9))));

    [Fact]
    public void Since_GivesNothingToWhoSawTheLatest() => Assert.Empty(Of(30).Since(new FrameId(Run, 30)));

    [Theory]
    [InlineData(Run + 1, 29)]
    [InlineData(Run, 31)]
    public void Since_GivesTheLatestAloneForAnotherRunOrAnIdFromTheFuture(long run, long number) =>
        Assert.Equal([30], Numbers(Of(30).Since(new FrameId(run, number))));

    private static FrameHistory Of(int frames)
    {
        var history = new FrameHistory(Run);
        for (var i = 1; i <= frames; i++) history.Add(Frame.Of(new FrameId(Run, i), "{}"u8));
        return history;
    }

    private static IEnumerable<long> Numbers(IEnumerable<Frame> frames) => frames.Select(frame => frame.Number);
}
