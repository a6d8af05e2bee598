using Bronx.Host.Roles;

namespace Bronx.Host.Tests;

/// <summary>When memory is given back: after work, at rest, and never from a heap that would stand still for long.</summary>
public sealed class RestJudgeTests
{
    private const long Megabyte = 1024 * 1024;

    [Fact]
    public void AfterTheStart_TheFirstQuietGlanceGivesBack()
    {
        var judge = new RestJudge(new MemoryGlance(10 * Megabyte, 8_000, 6 * Megabyte));
        Assert.Equal(Rest.None, judge.Judge(new MemoryGlance(14 * Megabyte, 9_000, 8 * Megabyte)));
        Assert.Equal(Rest.Heap, judge.Judge(new MemoryGlance((14 * Megabyte) + 1_000, 9_001, 8 * Megabyte)));
    }

    [Theory]
    [InlineData(RestJudge.QuietBytes, 0, nameof(Rest.None))]
    [InlineData(RestJudge.QuietBytes - 1, 0, nameof(Rest.Heap))]
    [InlineData(0, RestJudge.QuietMethods, nameof(Rest.None))]
    [InlineData(0, RestJudge.QuietMethods - 1, nameof(Rest.Heap))]
    public void ABusyBot_IsLeftAlone(long bytes, long methods, string expected)
    {
        var judge = new RestJudge(new MemoryGlance(50 * Megabyte, 9_000, 6 * Megabyte));
        Assert.Equal(expected, judge.Judge(new MemoryGlance((50 * Megabyte) + bytes, 9_000 + methods, 6 * Megabyte)).ToString());
    }

    [Fact]
    public void WhatWasGivenBack_IsNotGivenBackAgain_UntilThereWasWorkWorthIt()
    {
        var judge = new RestJudge(default);
        var start = new MemoryGlance(20 * Megabyte, 9_000, 6 * Megabyte);
        judge.Judge(start);
        Assert.Equal(Rest.Heap, judge.Judge(start));
        judge.GaveBack(Rest.Heap, start);

        var now = start;
        for (var made = 0L; made + 1_000 < RestJudge.WorthBytes; made += Megabyte / 2)
        {
            now = start with { Allocated = start.Allocated + made };
            Assert.Equal(Rest.None, judge.Judge(now));
        }

        Assert.Equal(Rest.Heap, judge.Judge(now with { Allocated = start.Allocated + RestJudge.WorthBytes }));
    }

    [Fact]
    public void WhereOnlyTheCompilerWorked_NothingIsCollected()
    {
        var judge = new RestJudge(default);
        var start = new MemoryGlance(20 * Megabyte, 9_000, 6 * Megabyte);
        judge.Judge(start);
        judge.GaveBack(judge.Judge(start), start);

        var compiled = start with { Compiled = start.Compiled + RestJudge.WorthMethods };
        Assert.Equal(Rest.None, judge.Judge(compiled));
        Assert.Equal(Rest.Library, judge.Judge(compiled));
        judge.GaveBack(Rest.Library, compiled);
        Assert.Equal(Rest.None, judge.Judge(compiled));

        // What was not collected then is still owed.
        var made = compiled with { Allocated = start.Allocated + RestJudge.WorthBytes - 1 };
        judge.Judge(made);
        Assert.Equal(Rest.Heap, judge.Judge(made with { Allocated = made.Allocated + 1 }));
    }

    [Theory]
    [InlineData(RestJudge.LargestHeap, nameof(Rest.Heap))]
    [InlineData(RestJudge.LargestHeap + 1, nameof(Rest.Library))]
    public void ALargeHeap_IsNotCollected(long heap, string expected)
    {
        var judge = new RestJudge(default);
        var now = new MemoryGlance(200 * Megabyte, 9_000, heap);
        judge.Judge(now);
        Assert.Equal(expected, judge.Judge(now).ToString());
    }
}
