namespace Bronx.Host.Roles;

/// <summary>What the process has done so far, and what it holds.</summary>
/// <param name="Allocated">Bytes of objects ever made.</param>
/// <param name="Compiled">Methods ever compiled.</param>
/// <param name="Heap">Bytes that objects take now.</param>
internal readonly record struct MemoryGlance(long Allocated, long Compiled, long Heap);

/// <summary>What may be given back now.</summary>
internal enum Rest
{
    /// <summary>Nothing: the bot is busy, or has done nothing worth it since the last time.</summary>
    None,

    /// <summary>What the C library keeps of the compiler's.</summary>
    Library,

    /// <summary>That, and the room of objects that are gone.</summary>
    Heap,
}

/// <summary>Tells from one glance to the next whether the bot rests after some work. Pure; one caller.</summary>
internal sealed class RestJudge(MemoryGlance first)
{
    /// <summary>Between two glances a bot that rests makes less than this.</summary>
    internal const long QuietBytes = 1024 * 1024;

    internal const long QuietMethods = 20;

    /// <summary>Less is not worth a collection.</summary>
    internal const long WorthBytes = 4 * 1024 * 1024;

    internal const long WorthMethods = 100;

    /// <summary>Collecting more than this would stand in somebody's way.</summary>
    internal const long LargestHeap = 64 * 1024 * 1024;

    private MemoryGlance _before = first;
    private MemoryGlance _given;

    public Rest Judge(MemoryGlance now)
    {
        var (bytes, methods) = (now.Allocated - _before.Allocated, now.Compiled - _before.Compiled);
        _before = now;
        if (bytes >= QuietBytes || methods >= QuietMethods)
        {
            return Rest.None;
        }

        if (now.Allocated - _given.Allocated >= WorthBytes && now.Heap <= LargestHeap)
        {
            return Rest.Heap;
        }

        return now.Compiled - _given.Compiled >= WorthMethods ? Rest.Library : Rest.None;
    }

    /// <param name="given">What <see cref="Judge"/> said.</param>
    /// <param name="after">How it is now: what giving back itself has done is no work.</param>
    public void GaveBack(Rest given, MemoryGlance after)
    {
        _before = after;
        _given = given == Rest.Heap ? after : _given with { Compiled = after.Compiled };
    }
}
