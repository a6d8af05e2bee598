using Bronx.Sandbox.Rest;

namespace Bronx.Sandbox.Faults;

/// <summary>What is to go wrong with one REST request.</summary>
internal sealed record RequestFault
{
    /// <summary>Taken by requests of this method only; null for any.</summary>
    public string? Method { get; init; }

    /// <summary>Taken by requests whose route template ends so; null for any.</summary>
    public string? Route { get; init; }

    /// <summary>Sent instead of what the route would say; the route does not run.</summary>
    public RestAnswer? Answer { get; init; }

    /// <summary>The route runs, but the answer is lost with the connection.</summary>
    public bool DropsConnection { get; init; }

    public TimeSpan Delay { get; init; }

    /// <summary>Called when a request takes this fault.</summary>
    public Action? Arrived { get; init; }

    /// <summary>Awaited before the request is looked at.</summary>
    public Task? Hold { get; init; }

    public bool Matches(string method, string? template, string path) =>
        (Method is null || Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (Route is null || template == Route || path == Route || template?.EndsWith(Route, StringComparison.Ordinal) == true);

    public async Task WaitAsync(TimeProvider clock, CancellationToken cancellation)
    {
        if (Hold is not null)
        {
            await Hold.WaitAsync(cancellation);
        }

        if (Delay > TimeSpan.Zero)
        {
            await Task.Delay(Delay, clock, cancellation);
        }
    }
}
