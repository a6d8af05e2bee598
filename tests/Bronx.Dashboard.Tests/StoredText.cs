using System.Runtime.CompilerServices;

namespace Bronx.Dashboard.Tests;

/// <summary>What people see, compared with a stored text. Set BRONX_STORE_TEXTS=1 to write the texts anew, then read the difference.</summary>
internal static class StoredText
{
    public static async Task CompareAsync(string name, string actual)
    {
        var path = Path.Combine(Folder(), name);
        if (Environment.GetEnvironmentVariable("BRONX_STORE_TEXTS") == "1") await File.WriteAllTextAsync(path, actual);
        Assert.Equal(await File.ReadAllTextAsync(path), actual);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
