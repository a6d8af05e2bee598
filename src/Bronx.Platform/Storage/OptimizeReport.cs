namespace Bronx.Platform.Storage;

/// <summary>What a round of care for the store did.</summary>
/// <param name="SizeBefore">Bytes on disk; null when unknown.</param>
public sealed record OptimizeReport(DateTimeOffset At, IReadOnlyList<OptimizeStep> Steps, TimeSpan Took, long? SizeBefore, long? SizeAfter)
{
    /// <summary>False once a step found something that an owner must look at.</summary>
    public bool IsClean => Steps.All(step => step.IsGood);
}

/// <summary>One step.</summary>
/// <param name="Name">"analyse", "vacuum", "indexes", "ageing", "checkpoint".</param>
/// <param name="Detail">What was done or found, in words.</param>
public sealed record OptimizeStep(string Name, string Detail, TimeSpan Took, bool IsGood = true);
