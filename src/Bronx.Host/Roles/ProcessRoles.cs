using Bronx.Host.Settings;

namespace Bronx.Host.Roles;

/// <summary>What one process of an installation does.</summary>
[Flags]
public enum ProcessRoles
{
    None = 0,

    /// <summary>The connection to Discord and the commands.</summary>
    Bot = 1,

    /// <summary>The web pages and the API. Without the bot it shows what a bot elsewhere reports.</summary>
    Dashboard = 2,

    /// <summary>Work by schedule.</summary>
    Jobs = 4,
}

/// <summary>How roles are written: "bot,dashboard,jobs".</summary>
internal static class ProcessRolesText
{
    /// <returns>Null when a word is no role, or there is none.</returns>
    public static ProcessRoles? Read(string text)
    {
        var roles = ProcessRoles.None;
        foreach (var word in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            ProcessRoles? role = word.ToLowerInvariant() switch
            {
                "bot" => ProcessRoles.Bot,
                "dashboard" => ProcessRoles.Dashboard,
                "jobs" => ProcessRoles.Jobs,
                _ => null,
            };
            if (role is null)
            {
                return null;
            }

            roles |= role.Value;
        }

        return roles == ProcessRoles.None ? null : roles;
    }
}
