namespace Bronx.Sandbox.Worlds;

/// <summary>
/// Ids for what happens: from the clock, always rising, never the same twice. A kept world hands its last id on, so that a clock
/// that stands still or was set back cannot repeat one.
/// </summary>
internal sealed class SnowflakeSource(TimeProvider clock)
{
    public Snowflake Last { get; private set; }

    public Snowflake Next()
    {
        var now = Snowflake.At(clock.GetUtcNow());
        Last = now > Last ? now : new Snowflake(Last.Value + 1);
        return Last;
    }

    public void ContinueAfter(Snowflake last) => Last = last > Last ? last : Last;
}
