using Bronx.Sandbox;

namespace Bronx.Testing.Conformance;

/// <summary>
/// Give its <see cref="Tap"/> to a sandbox, and everything that crosses the wire is held against Discord's own description. If there is
/// none on this machine, <see cref="DidNotRun"/> is true and the error output says so, loudly.
/// </summary>
public sealed class ConformanceRecorder
{
    private const int Limit = 1000;

    private readonly Lock _gate = new();
    private readonly List<ConformanceViolation> _violations = [];
    private readonly ApiDescription? _description = ApiDescription.Shared;
    private long _checked;

    /// <summary>Whether no description was found, so that nothing is checked.</summary>
    public bool DidNotRun => _description is null;

    /// <summary>Why nothing is checked; empty if it is.</summary>
    public string WhyNot => _description is null ? ApiDescription.Missing : "";

    /// <summary>Exchanges checked so far.</summary>
    public long Checked => Interlocked.Read(ref _checked);

    /// <summary>What did not conform, at most the first 1000.</summary>
    public IReadOnlyList<ConformanceViolation> Violations
    {
        get
        {
            lock (_gate) { return [.. _violations]; }
        }
    }

    /// <summary>Checks one exchange; fits <see cref="SandboxOptions.Tap"/>.</summary>
    public void Tap(WireExchange exchange)
    {
        if (_description is null)
        {
            return;
        }

        var found = _description.Check(exchange);
        Interlocked.Increment(ref _checked);
        lock (_gate)
        {
            _violations.AddRange(found.Take(Limit - _violations.Count));
        }
    }

    /// <summary>Throws with every violation on a line of its own, if there is any.</summary>
    public void ThrowIfAny()
    {
        var violations = Violations;
        if (violations.Count > 0)
        {
            throw new InvalidOperationException($"{violations.Count} violations of Discord's description:\n{string.Join('\n', violations)}");
        }
    }
}
