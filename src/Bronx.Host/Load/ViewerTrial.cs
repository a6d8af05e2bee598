using System.Globalization;

namespace Bronx.Host.Load;

/// <summary>How soon a command shows as a number on every open dashboard page.</summary>
internal static class ViewerTrial
{
    private const int MostCommands = 200;

    // Not a multiple of anything the dashboard gathers by, so that commands fall into every part of its round.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(113);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(LoadRig rig, LoadSettings settings, TargetSheet sheet, CancellationToken ct)
    {
        var viewers = settings.Viewers;
        var commands = Math.Clamp((int)(settings.Seconds / Pace.TotalSeconds), 1, MostCommands);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {viewers:#,0} viewers on the dashboard …"));
        await using var crowd = await ViewerCrowd.GatherAsync(new Uri(rig.Dashboard, "/api/stats/stream"), viewers, commands, ct);
        await Task.Delay(Rest, TimeProvider.System, ct);
        crowd.Begin();
        var began = TimeProvider.System.GetTimestamp();
        for (var command = 0; command < commands; command++)
        {
            var early = (Pace * command) - TimeProvider.System.GetElapsedTime(began);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, TimeProvider.System, ct);
            }

            crowd.Sending(command);
            await rig.PostAsync(new { kind = "slash", text = "ping", count = 1 }, ct);
        }

        await Task.Delay(Rest, TimeProvider.System, ct);
        var delays = crowd.Delays();
        var over = string.Create(CultureInfo.InvariantCulture, $"with {viewers:#,0} viewers");
        var expected = (long)viewers * commands;
        sheet.Add($"command to number on an open page, {over}: p99", "≤ 250 ms", At(delays, 0.99), 250, "0 ms");
        sheet.Tell($"command to number on an open page, {over}: p50 / longest", $"{At(delays, 0.5):0} / {At(delays, 1):0} ms");
        sheet.Add("numbers that reached their pages", "all", string.Create(CultureInfo.InvariantCulture, $"{delays.Count:#,0} of {expected:#,0}"), delays.Count == expected);
        sheet.Note(string.Create(CultureInfo.InvariantCulture, $"Viewers: {viewers:#,0} open streams in this process, {commands} commands one every {Pace.TotalMilliseconds:0} ms; from before the command is asked of the sandbox until each page has read a total that counts it."));
    }

    private static double At(IReadOnlyList<double> sorted, double share) => sorted.Count == 0 ? double.PositiveInfinity : sorted[Math.Clamp((int)Math.Ceiling(sorted.Count * share) - 1, 0, sorted.Count - 1)];
}
