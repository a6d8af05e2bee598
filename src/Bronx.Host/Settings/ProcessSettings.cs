using Bronx.Host.Roles;
using Bronx.Platform.Configuration;

namespace Bronx.Host.Settings;

/// <summary>What this process does.</summary>
public sealed record ProcessSettings : ICheckedOptions
{
    [Setting(
        "What this process does: bot, dashboard, jobs, or several of them. A dashboard without a bot shows what a bot elsewhere reports (Push:To).",
        Example = "dashboard", MaxLength = 100)]
    public string Roles { get; init; } = "bot,dashboard,jobs";

    public IEnumerable<OptionProblem> Problems()
    {
        if (ProcessRolesText.Read(Roles) is not { } roles)
        {
            yield return new OptionProblem(nameof(Roles), "names something else than bot, dashboard and jobs");
        }
        else if (roles.HasFlag(ProcessRoles.Jobs) && !roles.HasFlag(ProcessRoles.Bot))
        {
            yield return new OptionProblem(nameof(Roles), "has jobs without bot: jobs speak to Discord through the bot's connection");
        }
    }

    /// <summary>After the check.</summary>
    public ProcessRoles Read() => ProcessRolesText.Read(Roles) ?? throw new InvalidOperationException("Roles are read before they are checked.");
}
