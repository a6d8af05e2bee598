using System.Runtime.CompilerServices;

namespace Bronx.Testing.Reports;

/// <summary>
/// The report that both sides are held to: what a bot writes and what a dashboard reads. A change of it is a change of the contract
/// between releases.
/// </summary>
public static class StoredReport
{
    public const string File = "BotReport.json";

    public static Task<string> ReadAsync() => System.IO.File.ReadAllTextAsync(PathOf());

    /// <summary>Writes it anew when BRONX_STORE_TEXTS is 1; then read the difference.</summary>
    public static async Task StoreAsync(string json)
    {
        if (Environment.GetEnvironmentVariable("BRONX_STORE_TEXTS") == "1")
        {
            await System.IO.File.WriteAllTextAsync(PathOf(), json);
        }
    }

    private static string PathOf([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, File);
}
