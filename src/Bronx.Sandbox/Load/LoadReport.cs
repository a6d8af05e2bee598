namespace Bronx.Sandbox.Load;

/// <summary>What became of a load run, so far or in the end.</summary>
/// <param name="Sent">Actions taken.</param>
/// <param name="Refused">Actions that a person in that place could not take; they are not among those sent.</param>
/// <param name="Requested">Actions that the bot made its first request for.</param>
/// <param name="Answered">Of those, in time: within three seconds.</param>
/// <param name="Failed">Actions whose three seconds passed.</param>
/// <param name="Seconds">From the first action to the last, by the sandbox's clock.</param>
/// <param name="Latency">From the person's action to the arrival of the bot's first request for it.</param>
/// <param name="Done">Whether every action has its end.</param>
public sealed record LoadReport(int Sent, int Refused, int Requested, int Answered, int Failed, double Seconds, LoadLatency Latency, bool Done)
{
    /// <summary>Why the first action was refused, if one was.</summary>
    public string? FirstRefusal { get; init; }

    /// <summary>Actions that wait for their end.</summary>
    public int Waiting => Sent - Answered - Failed;
}

/// <summary>Durations in milliseconds, exact to 0.02 ms up to ten seconds; zero when nothing was measured.</summary>
public sealed record LoadLatency(double Mean, double P50, double P95, double P99, double Max);
