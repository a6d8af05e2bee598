using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Bronx.Benchmarks.Reporting;

/// <summary>What a figure was measured on.</summary>
internal static class Machine
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    public static string Describe() => $"{Processor()}, {Environment.ProcessorCount} cores, .NET {Environment.Version}, {RuntimeInformation.OSArchitecture}, node {Ask("node", "--version")}";

    public static string Commit()
    {
        var changed = Ask("git", "status --porcelain -- src bench/Bronx.Benchmarks bench/peers").Length > 0;
        return Ask("git", "rev-parse --short=12 HEAD") + (changed ? " with uncommitted changes" : "");
    }

    /// <summary>Processes that wanted a core, averaged over the last minute; null where the system does not tell.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string Processor() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor"
        : "unknown processor";

    private static string Ask(string program, string arguments)
    {
        try
        {
            using var asked = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = Root })!;
            var answer = asked.StandardOutput.ReadToEnd().Trim();
            asked.WaitForExit();
            return answer;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "none";
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "BronxBot.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new BenchException("BronxBot.slnx was not found above the program; run it from the repository.");
    }
}
