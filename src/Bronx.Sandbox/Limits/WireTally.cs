namespace Bronx.Sandbox.Limits;

/// <summary>Counts what the bot's requests came to. What a test scripted is not the bot's doing and stands apart. Under the world's lock.</summary>
internal sealed class WireTally
{
    private readonly SortedDictionary<int, int> _byStatus = [];
    private readonly SortedDictionary<string, int> _limitedByRoute = new(StringComparer.Ordinal);
    private int _scripted;
    private int _invalid;

    public int Identifies { get; private set; }

    public DateTimeOffset? FirstIdentifyAt { get; private set; }

    public void Identified(DateTimeOffset at)
    {
        Identifies++;
        FirstIdentifyAt ??= at;
    }

    /// <param name="route">Method and template; null for a path that no route takes.</param>
    /// <param name="status">What was answered.</param>
    /// <param name="scope">The scope of a 429.</param>
    /// <param name="scripted">Whether a fault answered instead of the route.</param>
    public void Saw(string? route, int status, string? scope, bool scripted)
    {
        if (scripted)
        {
            _scripted++;
            return;
        }

        _byStatus[status] = _byStatus.GetValueOrDefault(status) + 1;
        if (status is 401 or 403 or 429 && scope != "shared")
        {
            _invalid++;
        }

        if (status == 429 && scope is "user" or "global")
        {
            var key = $"{scope}: {route}";
            _limitedByRoute[key] = _limitedByRoute.GetValueOrDefault(key) + 1;
        }
    }

    public WireFigures Read(int sessions, int framesWaiting) => new(
        _byStatus.Values.Sum(), new SortedDictionary<int, int>(_byStatus), new SortedDictionary<string, int>(_limitedByRoute, StringComparer.Ordinal), _invalid, _scripted)
    {
        Identifies = Identifies,
        FirstIdentifyAt = FirstIdentifyAt,
        Sessions = sessions,
        FramesWaiting = framesWaiting,
    };
}
