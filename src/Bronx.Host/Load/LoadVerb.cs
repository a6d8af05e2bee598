using Bronx.Host.Roles;

namespace Bronx.Host.Load;

/// <summary>
/// <c>bronx load</c>: starts the sandbox and the bot as processes of their own, once for each number of servers, puts load on the bot and
/// prints each target beside the figure. Exit code 1 when a target is missed.
/// </summary>
internal static class LoadVerb
{
    public static async Task<int> RunAsync(LoadSettings settings, CancellationToken ct)
    {
        var sheet = new TargetSheet(settings);
        List<(double Identify, double Dashboard)> starts = [];
        foreach (var servers in settings.Memory.Append(settings.Servers).Distinct().Order())
        {
            Console.WriteLine($"{servers:#,0} servers: starting sandbox and bot …");
            await using var rig = await LoadRig.StartAsync(servers, ct);
            starts.Add((rig.UntilIdentify.TotalMilliseconds, rig.UntilDashboard.TotalMilliseconds));
            if (settings.Memory.Contains(servers))
            {
                await MemoryTrial.RunAsync(rig, settings, sheet, ct);
            }

            if (servers == settings.Servers)
            {
                await CommandTrial.RunAsync(rig, settings, sheet, ct);
                if (settings.Viewers > 0)
                {
                    await ViewerTrial.RunAsync(rig, settings, sheet, ct);
                }
            }
        }

        sheet.Add("start to first IDENTIFY, median", "≤ 500 ms", Median(starts.Select(start => start.Identify)), 500, "0 ms");
        sheet.Add("start to dashboard served, median", "≤ 1,000 ms", Median(starts.Select(start => start.Dashboard)), 1_000, "0 ms");
        sheet.Note($"Starts: {starts.Count}, each of a new process with an empty data folder; from the call that starts the process to the arrival of IDENTIFY, and to the answer of the dashboard's first page.");
        Console.WriteLine();
        Console.Write(sheet.ToConsole());
        if (settings.Write is { } file)
        {
            await File.WriteAllTextAsync(file, sheet.ToMarkdown(), ct);
            Console.WriteLine($"\nWritten to {file}.");
        }

        return sheet.Missed == 0 ? 0 : 1;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
