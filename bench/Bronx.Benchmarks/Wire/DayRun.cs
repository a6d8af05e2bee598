using System.Globalization;
using Bronx.Benchmarks.Reporting;
using Bronx.Discord.Tests.Faults;

namespace Bronx.Benchmarks.Wire;

/// <summary>A day of faults on a held clock: what a bot must get out of it, and that it is the same day again for the same seed.</summary>
internal static class DayRun
{
    public static async Task<ResultPage> RunAsync(Arguments options, CancellationToken ct)
    {
        var faults = options.Number("faults", 600);
        var seed = options.Number("seed", 1);
        var page = new ResultPage("day", "A day of faults", $"""
            24 hours on a held clock, {faults.ToString(CultureInfo.InvariantCulture)} faults of the gateway at random moments (seed {seed.ToString(CultureInfo.InvariantCulture)}) and faults in a fifth of the requests (429 of every scope, 502,
            lost and slow answers), client and Discord in one process. People talk in three servers, before, during and after the faults; the bot answers everything. "Due" is
            what the client has read, or could have had by a resume.
            """);
        var began = TimeProvider.System.GetTimestamp();
        var day = await DayOfFaults.RunAsync(seed, TimeSpan.FromHours(24), faults, ct);
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var again = await DayOfFaults.RunAsync(seed, TimeSpan.FromHours(24), faults, ct);
        Zero("due messages lost", day.Lost);
        Zero("messages handled twice", day.Twice);
        Zero("messages handled before an older one of their server", day.OutOfOrder);
        Zero("handled messages whose answer is missing or double", day.Unanswered);
        Zero("rules broken (identify rate, wait after op 9, send limit, closing with 1000, resuming with what is not one's own)", day.Violations.Count);
        page.Target("sessions begun, of 1,000 allowed a day", "≤ 1,000", Text(day.Identifies), day.Identifies <= 1000);
        page.Target("the same seed gives the same day", day.Fingerprint, again.Fingerprint, day.Fingerprint == again.Fingerprint);
        page.Row("said / handled (the rest fell where no session could bring it)", $"{Text(day.Said)} / {Text(day.Handled)}");
        page.Row("resumed", Text(day.Resumes));
        page.Row("faults of requests", Text(day.RequestFaults));
        page.Row("faults of the gateway", string.Join(", ", day.Strikes.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} × {pair.Key}")));
        page.Row("time for a day", $"{seconds.ToString("F1", CultureInfo.InvariantCulture)} s");
        foreach (var violation in day.Violations.Take(20))
        {
            page.Note(violation);
        }

        return page;

        void Zero(string what, int count) => page.Target(what, "0", Text(count), count == 0);
    }

    private static string Text(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
