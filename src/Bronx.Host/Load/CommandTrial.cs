using System.Globalization;
using System.Text.Json;

namespace Bronx.Host.Load;

/// <summary>Slash commands at the rate, with buttons and prefix commands after them; what the limits and the clocks say to it.</summary>
internal static class CommandTrial
{
    // Two requests each, a message and its edit: below the global limit of 50 per second, which binds messages and not interactions.
    private const int MessageRate = 20;

    public static async Task RunAsync(LoadRig rig, LoadSettings settings, TargetSheet sheet, CancellationToken ct)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {settings.Rate:0} commands per second for {settings.Seconds} s …"));
        await rig.LoadAsync(Plan("slash", "ping", settings.Rate, (int)Math.Min(settings.Rate * Math.Min(settings.Seconds, 5), 2_000), rig.Servers), ct);
        var before = await rig.WireAsync(ct);
        var began = TimeProvider.System.GetTimestamp();
        var slash = await rig.LoadAsync(Plan("slash", "ping", settings.Rate, (int)(settings.Rate * settings.Seconds), rig.Servers), ct);
        var button = await rig.LoadAsync(Plan("button", "help", settings.Rate / 2, (int)Math.Max(1, settings.Rate * settings.Seconds / 4), rig.Servers), ct);
        var message = await rig.LoadAsync(Plan("message", ".ping", MessageRate, Math.Max(1, MessageRate * settings.Seconds / 4), rig.Servers), ct);
        var minutes = TimeProvider.System.GetElapsedTime(began).TotalMinutes;
        var after = await rig.WireAsync(ct);

        var over = string.Create(CultureInfo.InvariantCulture, $"{settings.Rate:0}/s over {rig.Servers:#,0} servers");
        sheet.Add($"slash command, {over}: p50", "≤ 3 ms", Latency(slash, "p50"), 3, "0.00 ms");
        sheet.Add($"slash command, {over}: p99", "≤ 15 ms", Latency(slash, "p99"), 15, "0.00 ms");
        sheet.Tell("slash command: mean / p95 / longest", $"{Latency(slash, "mean"):0.00} / {Latency(slash, "p95"):0.00} / {Latency(slash, "max"):0.00} ms");
        sheet.Tell($"button, {settings.Rate / 2:0}/s: p50 / p99", $"{Latency(button, "p50"):0.00} / {Latency(button, "p99"):0.00} ms");
        sheet.Tell($"prefix command, {MessageRate}/s: p50 / p99", $"{Latency(message, "p50"):0.00} / {Latency(message, "p99"):0.00} ms");

        int sent = Count(slash, "sent") + Count(button, "sent"), answered = Count(slash, "answered") + Count(button, "answered");
        sheet.Add("interactions answered within 3 s", "100 %", string.Create(CultureInfo.InvariantCulture, $"{answered:#,0} of {sent:#,0}"), answered == sent && sent > 0);
        sheet.Add("prefix commands answered within 3 s", "100 %", string.Create(CultureInfo.InvariantCulture, $"{Count(message, "answered"):#,0} of {Count(message, "sent"):#,0}"), Count(message, "answered") == Count(message, "sent"));

        var requests = Count(after, "requests") - Count(before, "requests");
        var avoidable = Count(after, "avoidable") - Count(before, "avoidable");
        sheet.Add("avoidable 429 (scope user or global)", "0", string.Create(CultureInfo.InvariantCulture, $"{avoidable} in {requests:#,0} requests{Where(after, avoidable)}"), avoidable == 0);
        var invalid = (Count(after, "invalid") - Count(before, "invalid")) * 10 / Math.Max(minutes, 10);
        sheet.Add("invalid requests per 10 minutes", "< 100 of 10,000", invalid, 99, "0.0");
        sheet.Note("Latency is taken in the sandbox's process, from the person's action to the arrival of the bot's first request for it: both ways over the loopback, the sandbox's own work and the bot's. So it is never below what the bot itself takes. Slash commands are /ping, buttons are the pages of /help; neither asks the store before it answers. Every server is played by a person of its own.");
    }

    private static object Plan(string kind, string text, double rate, int count, int servers) => new { kind, text, rate, count, servers };

    private static double Latency(JsonElement run, string which) => run.GetProperty("latency_ms").GetProperty(which).GetDouble();

    private static int Count(JsonElement run, string what) => run.GetProperty(what).GetInt32();

    private static string Where(JsonElement wire, int avoidable) =>
        avoidable == 0 ? "" : $" ({string.Join(", ", wire.GetProperty("limited").EnumerateObject().Select(route => $"{route.Value} × {route.Name}"))})";
}
