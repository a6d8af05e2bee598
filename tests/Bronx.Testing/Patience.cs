namespace Bronx.Testing;

/// <summary>
/// How long a test waits for what must happen before it says that it never will. Far longer than anything takes on a slow machine with much
/// else to do: it tells a hanging test by its name and measures nothing.
/// </summary>
public static class Patience
{
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
}
