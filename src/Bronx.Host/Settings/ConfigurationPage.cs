using Bronx.Platform.Configuration;

namespace Bronx.Host.Settings;

/// <summary>The guide's page on configuration: <c>bronx settings</c> prints it, a test compares it.</summary>
public static class ConfigurationPage
{
    private const string Head = """
        # Configuration

        This page is printed by `./bronx settings`; a test keeps it true.

        Settings come from three places; a later one wins:

        1. `appsettings.json` in the folder where BronxBot runs (or the file named by `--settings`): `{ "Dashboard": { "Port": 8080 } }`
        2. environment variables: `BRONX_` and the key with `__` for `:`, as in `BRONX_Dashboard__Port=8080`; some have a familiar name too
        3. the command line: `./bronx --set Dashboard:Port=8080`, with `--port` and `--data` for the usual two

        A key that does not exist, or a value that cannot be obeyed, stops the start with one line that names the key and shows an example.
        `./bronx check` looks at the settings without starting anything. An empty value means the default.


        """;

    public static string Text(SettingsCatalogue catalogue) => Head.ReplaceLineEndings("\n") + catalogue.ToMarkdown().TrimEnd() + "\n";
}
