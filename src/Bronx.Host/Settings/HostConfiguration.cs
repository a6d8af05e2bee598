using Bronx.Platform.Configuration;
using Microsoft.Extensions.Configuration;

namespace Bronx.Host.Settings;

/// <summary>appsettings.json, then the environment (BRONX_ and familiar names), then the command line; later ones win.</summary>
public static class HostConfiguration
{
    private const string Prefix = "BRONX_";

    /// <param name="environment">All environment variables of the process.</param>
    /// <param name="commandLine">Key and value pairs, "Dashboard:Port" and "8080".</param>
    /// <exception cref="SettingException">A key is unknown, or the file is not readable JSON.</exception>
    public static IConfiguration Load(
        SettingsCatalogue catalogue, string? settingsFile, IReadOnlyDictionary<string, string> environment, IReadOnlyDictionary<string, string> commandLine)
    {
        var builder = new ConfigurationBuilder();
        if (settingsFile is not null)
        {
            builder.AddJsonFile(settingsFile, optional: false, reloadOnChange: false);
        }

        var familiar = catalogue.Settings
            .Where(setting => setting.Variable is not null && environment.GetValueOrDefault(setting.Variable) is { Length: > 0 })
            .ToDictionary(setting => setting.Key, setting => (string?)environment[setting.Variable!], StringComparer.OrdinalIgnoreCase);
        var own = environment.Where(pair => pair.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(pair => pair.Key[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal), pair => (string?)pair.Value, StringComparer.OrdinalIgnoreCase);
        IConfigurationRoot configuration;
        try
        {
            configuration = builder.AddInMemoryCollection(familiar).AddInMemoryCollection(own)
                .AddInMemoryCollection(commandLine.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.OrdinalIgnoreCase))
                .Build();
        }
        catch (Exception fault) when (fault is InvalidDataException or FormatException or IOException)
        {
            throw new SettingException("appsettings.json", $"{settingsFile} cannot be read as JSON ({fault.InnerException?.Message ?? fault.Message}). Mend it or remove it.");
        }

        catalogue.RefuseUnknown(configuration.AsEnumerable().Where(pair => pair.Value is not null).Select(pair => pair.Key));
        return configuration;
    }
}
