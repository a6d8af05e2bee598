namespace Bronx.Dashboard.Edge;

/// <summary>
/// Which Host headers are answered. A page on another site can point its own name at 127.0.0.1 and read whatever answers there
/// (DNS rebinding); its requests carry that name, and are refused.
/// </summary>
internal sealed class HostFilter(IReadOnlyList<string> allowed)
{
    public bool Allows(string host)
    {
        foreach (var pattern in allowed)
        {
            if (pattern == "*" || pattern.Equals(host, StringComparison.OrdinalIgnoreCase)) return true;
            if (pattern.StartsWith("*.", StringComparison.Ordinal)
                && host.Length > pattern.Length - 1
                && host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
