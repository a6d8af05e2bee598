using Bronx.Host.Settings;

namespace Bronx.Host.CommandLine;

/// <summary><c>bronx settings</c>: every setting with default, range and meaning, as the guide's page.</summary>
internal static class SettingsVerb
{
    public static Task<int> RunAsync(BronxSettings settings, CancellationToken ct)
    {
        Console.Write(ConfigurationPage.Text(settings.Settings));
        return Task.FromResult(0);
    }
}
