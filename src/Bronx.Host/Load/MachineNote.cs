using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Bronx.Host.Load;

/// <summary>What a figure was measured on.</summary>
internal static class MachineNote
{
    public static string Describe() =>
        $"{Processor()}, {Environment.ProcessorCount} cores, .NET {Environment.Version}, {RuntimeInformation.OSDescription.Trim()} {RuntimeInformation.OSArchitecture}";

    /// <summary>The commit of the working folder, if it is one of a repository.</summary>
    public static string Commit()
    {
        var commit = Ask("rev-parse", "--short=12", "HEAD");
        return commit.Length == 0 ? "unknown" : Ask("status", "--porcelain", "--", "src").Length > 0 ? commit + " with uncommitted changes" : commit;
    }

    /// <summary>Processes that wanted a core, averaged over the last minute.</summary>
    public static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string Processor() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor"
        : "unknown processor";

    private static string Ask(params string[] question)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", question) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var answer = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 ? answer : "";
        }
        catch (Win32Exception)
        {
            return "";
        }
    }
}
