namespace Bronx.Features.Settings.Log;

internal static class OptionHistory
{
    /// <summary>How many changes the platform keeps per server and person.</summary>
    public const int Kept = 500;
}
