using System.Diagnostics;

namespace Bronx.Benchmarks.Wire;

/// <summary>What this process has used of the machine.</summary>
internal static class Usage
{
    /// <summary>Time on a core since the start, in seconds, over all threads.</summary>
    public static double CpuSeconds
    {
        get
        {
            using var self = Process.GetCurrentProcess();
            return self.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Bytes of memory that are in RAM now.</summary>
    public static long ResidentBytes
    {
        get
        {
            using var self = Process.GetCurrentProcess();
            return self.WorkingSet64;
        }
    }
}
