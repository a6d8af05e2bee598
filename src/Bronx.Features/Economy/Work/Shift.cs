namespace Bronx.Features.Economy.Work;

/// <summary>A shift somebody began: its start is stored before its question is seen, so there is one wage however many messages show it.</summary>
/// <param name="Number">How many shifts this person has begun, this one included.</param>
/// <param name="Started">UTC, whole milliseconds.</param>
/// <param name="Event">The message or interaction it began with.</param>
/// <param name="Luck">What the question, its options and the wage are made of; 0 to 2^62.</param>
internal sealed record Shift(long Number, DateTimeOffset Started, ulong Event, long Luck)
{
    public Job Job => Job.Of(Number);
}

/// <summary>What the shift asks, and four answers of which one is right.</summary>
/// <param name="Right">Index of the right answer.</param>
/// <param name="Wage">What the right answer brings.</param>
internal sealed record Puzzle(string Question, IReadOnlyList<int> Options, int Right, int Wage);
