namespace Bronx.Discord.Tests.Fuzzing;

/// <summary>A short and always equal walk of the fuzzer; `bench -- fuzz` walks on for minutes.</summary>
public sealed class FuzzTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(20_261_121)]
    public void WhateverComes_IsReadOrRefused(int seed)
    {
        using var fuzz = new Fuzz(seed);
        for (var round = 0; round < 4_000; round++)
        {
            fuzz.Once();
        }

        Assert.All(fuzz.Tally.Where(part => part.Key is not ("headers" or "sessions" or "answers")), part => Assert.InRange(part.Value.Refused, 1, part.Value.Tried - 1));
    }
}
