using Bronx.Platform.Configuration;

namespace Bronx.Platform.Reporting;

/// <summary>Reports from a bot to dashboards that run elsewhere: one secret for both sides.</summary>
public sealed record PushOptions : ICheckedOptions
{
    [Setting("Dashboards elsewhere that this bot reports to, separated by commas.", Example = "https://stats.example.org", MaxLength = 2_000)]
    public IReadOnlyList<Uri> To { get; init; } = [];

    [Setting(
        "What bot and dashboards share so that a dashboard believes a report: the same text on both sides.",
        Example = "K7mPq2vXc9RtYw4z", MaxLength = 200, DefaultIs = "the file push.secret in the data folder, which a dashboard without a bot makes")]
    public Secret? Secret { get; init; }

    [Setting("Pause between two reports.", Example = "00:00:10", Min = 1, Max = 300)]
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    public IEnumerable<OptionProblem> Problems()
    {
        if (Secret is { } secret && secret.Reveal().Length < ReportSignature.ShortestSecret)
        {
            yield return new OptionProblem(nameof(Secret), $"is shorter than {ReportSignature.ShortestSecret} characters");
        }

        if (To.Count > 10)
        {
            yield return new OptionProblem(nameof(To), "names more than ten dashboards");
        }
    }
}
