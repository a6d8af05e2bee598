using System.CommandLine;
using Bronx.Platform.Configuration;

namespace Bronx.Host.CommandLine;

/// <summary>Settings on the command line: they win over the environment and the file.</summary>
internal sealed class SharedOptions
{
    public Option<int?> Port { get; } = new("--port") { Description = "Port of the dashboard (Dashboard:Port).", Recursive = true };

    public Option<string?> Data { get; } = new("--data") { Description = "Folder of the embedded database (Storage:DataDirectory).", Recursive = true };

    public Option<string?> Roles { get; } = new("--roles") { Description = "What this process does: bot, dashboard, jobs (Process:Roles).", Recursive = true };

    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "Any other setting, as Section:Key=value; may be repeated. All keys: docs/guide/configuration.md",
        Recursive = true,
    };

    public Option<string?> File { get; } = new("--settings") { Description = "A JSON file with settings, in place of appsettings.json in this folder.", Recursive = true };

    /// <summary>What was given, as configuration keys.</summary>
    /// <exception cref="SettingException">A --set without key or value.</exception>
    public IReadOnlyDictionary<string, string> Read(ParseResult line)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in line.GetValue(Set) ?? [])
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
            {
                throw new SettingException("--set", $"--set needs Section:Key=value, not '{pair}'. Example: --set Logging:Level=Information");
            }

            settings[pair[..at].Trim()] = pair[(at + 1)..];
        }

        if (line.GetValue(Port) is { } port)
        {
            settings["Dashboard:Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (line.GetValue(Roles) is { } roles)
        {
            settings["Process:Roles"] = roles;
        }

        if (line.GetValue(Data) is { } data)
        {
            settings["Storage:DataDirectory"] = data;
        }

        return settings;
    }
}
