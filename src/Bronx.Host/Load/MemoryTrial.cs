using System.Globalization;

namespace Bronx.Host.Load;

/// <summary>What the whole bot takes in RAM after it has joined its servers and done some work.</summary>
internal static class MemoryTrial
{
    private const int MostCommands = 500;
    private const double HighestRate = 100;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(LoadRig rig, LoadSettings settings, TargetSheet sheet, CancellationToken ct)
    {
        var rate = Math.Min(settings.Rate, HighestRate);
        var commands = Math.Clamp((int)(rate * settings.Seconds), 1, MostCommands);
        await rig.LoadAsync(new { kind = "slash", text = "ping", rate, count = commands, servers = rig.Servers }, ct);
        await Task.Delay(Rest, TimeProvider.System, ct);
        var megabytes = rig.BotMegabytes;
        var what = string.Create(CultureInfo.InvariantCulture, $"memory of the whole bot in {rig.Servers:#,0} servers");
        switch (rig.Servers)
        {
            case 100:
                sheet.Add(what, "≤ 90 MB", megabytes, 90, "0.0 MB");
                break;
            case 10_000:
                sheet.Add(what, "≤ 256 MB", megabytes, 256, "0.0 MB");
                break;
            default:
                sheet.Tell(what, megabytes.ToString("0.0 MB", CultureInfo.InvariantCulture));
                break;
        }

        if (rig.Servers is 100 or 10_000)
        {
            sheet.Note(string.Create(CultureInfo.InvariantCulture, $"Memory ({rig.Servers:#,0} servers): resident memory of the bot's process, dashboard included, {Rest.TotalSeconds:0} s after {commands} commands; MB are 1,000,000 bytes."));
        }
    }
}
