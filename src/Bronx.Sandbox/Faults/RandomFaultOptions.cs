namespace Bronx.Sandbox.Faults;

/// <summary>How often things go wrong by themselves.</summary>
public sealed record RandomFaultOptions
{
    /// <summary>The seed of all choices. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Mean time between two accidents of the gateway; zero for none. Default 3 min.</summary>
    public TimeSpan GatewayMean { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>The share of requests that meet a fault, 0 to 1. Default 0.01.</summary>
    public double RequestShare { get; init; } = 0.01;
}
