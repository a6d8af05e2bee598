namespace Bronx.Sandbox.Limits;

/// <summary>Counts the direct conversations that the bot begins. Too many in ten minutes, and it may begin no more until they are over. Under the world's lock.</summary>
internal sealed class ConversationWatch(TimeProvider clock, int limit)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private DateTimeOffset _windowEnds;
    private int _begun;

    /// <summary>Whether another one may begin; counts it if so.</summary>
    public bool Take()
    {
        var now = clock.GetUtcNow();
        if (now >= _windowEnds)
        {
            _windowEnds = now + Window;
            _begun = 0;
        }

        return _begun < limit && ++_begun > 0;
    }
}
