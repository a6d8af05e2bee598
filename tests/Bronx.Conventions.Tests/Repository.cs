using System.Runtime.CompilerServices;

namespace Bronx.Conventions.Tests;

/// <summary>The source tree, as the tests read it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> CSharpFiles(string under) =>
        Directory.EnumerateFiles(Path.Combine(Root, under), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal));

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot([CallerFilePath] string here = "")
    {
        // A deterministic build maps source paths, so the folder above the test program is asked first.
        foreach (var start in new[] { AppContext.BaseDirectory, Path.GetDirectoryName(here)! })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "BronxBot.slnx")))
                {
                    return folder.FullName;
                }
            }
        }

        throw new InvalidOperationException("BronxBot.slnx was not found above the tests.");
    }
}
