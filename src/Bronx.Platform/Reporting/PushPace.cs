namespace Bronx.Platform.Reporting;

/// <summary>When the next report goes out.</summary>
internal static class PushPace
{
    /// <summary>However long a dashboard is away, it is asked again after this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <param name="failures">In a row; 0 after a success.</param>
    /// <param name="chance">0 to 1: dashboards and bots that failed together must not come back together.</param>
    /// <param name="wished">What the dashboard asked to be left alone for.</param>
    public static TimeSpan After(int failures, TimeSpan every, double chance, TimeSpan? wished)
    {
        if (failures == 0)
        {
            return every;
        }

        var doubled = every * Math.Pow(2, Math.Min(failures - 1, 20));
        var longest = Longest > every ? Longest : every;
        var pause = (doubled < longest ? doubled : longest) * (0.5 + (chance / 2));
        var asked = wished is { } wish && wish < longest ? wish : wished is null ? TimeSpan.Zero : longest;
        return pause > asked ? pause : asked;
    }
}
