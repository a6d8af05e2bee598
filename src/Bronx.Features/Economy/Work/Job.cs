namespace Bronx.Features.Economy.Work;

/// <summary>What a shift asks of somebody.</summary>
internal enum Duty
{
    Lightest,
    Change,
    Count,
    Sequence,
}

/// <summary>One rung of the ladder.</summary>
/// <param name="FromShift">The first shift (from 1) that is worked in this job.</param>
/// <param name="Low">The least a well-worked shift pays.</param>
/// <param name="High">The most.</param>
internal sealed record Job(string Name, long FromShift, int Low, int High, Duty Duty)
{
    /// <summary>All jobs, the first one first. The numbers stand in docs/guide/economy.md.</summary>
    public static IReadOnlyList<Job> Ladder { get; } =
    [
        new("Courier", 1, 120, 180, Duty.Lightest),
        new("Cashier", 10, 180, 260, Duty.Change),
        new("Cook", 30, 250, 350, Duty.Count),
        new("Gardener", 75, 350, 500, Duty.Sequence),
        new("Clockmaker", 150, 500, 700, Duty.Sequence),
    ];

    /// <summary>The job in which shift number <paramref name="shift"/> (from 1) is worked.</summary>
    public static Job Of(long shift) => Ladder.Last(job => job.FromShift <= Math.Max(1, shift));

    /// <summary>The next rung; null at the top.</summary>
    public Job? Next => Ladder.FirstOrDefault(job => job.FromShift > FromShift);
}
