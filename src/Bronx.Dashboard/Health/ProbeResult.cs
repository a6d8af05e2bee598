namespace Bronx.Dashboard.Health;

/// <summary>What a probe found.</summary>
/// <param name="IsReady">Whether the thing does its work now.</param>
/// <param name="Note">Why not, for the log only: it is never sent to whoever asked.</param>
public sealed record ProbeResult(bool IsReady, string? Note = null)
{
    public static readonly ProbeResult Ready = new(true);

    public static ProbeResult NotReady(string note) => new(false, note);
}
