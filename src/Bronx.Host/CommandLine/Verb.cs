using System.Collections;
using System.CommandLine;
using Bronx.Host.Roles;
using Bronx.Host.Settings;

namespace Bronx.Host.CommandLine;

/// <summary>What every verb does around its own work: read the settings, and turn what went wrong into one line and exit code 1.</summary>
internal static class Verb
{
    private const string SettingsFile = "appsettings.json";

    public static async Task<int> RunAsync(SharedOptions options, ParseResult line, Func<BronxSettings, CancellationToken, Task<int>> action, CancellationToken ct)
    {
        try
        {
            var catalogue = BronxSettings.Catalogue();
            var configuration = HostConfiguration.Load(catalogue, FindFile(line.GetValue(options.File)), Environment(), options.Read(line));
            return await action(BronxSettings.Read(catalogue, configuration), ct);
        }
        catch (Exception fault) when (StartException.From(fault) is { } start)
        {
            await Console.Error.WriteLineAsync(start.Message);
            return 1;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return 0;
        }
    }

    private static string? FindFile(string? named)
    {
        if (named is not null)
        {
            return File.Exists(named) ? Path.GetFullPath(named) : throw new StartException($"The settings file {named} does not exist.");
        }

        return File.Exists(SettingsFile) ? Path.GetFullPath(SettingsFile) : null;
    }

    private static Dictionary<string, string> Environment()
    {
        var variables = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry pair in System.Environment.GetEnvironmentVariables())
        {
            variables[(string)pair.Key] = (string?)pair.Value ?? "";
        }

        return variables;
    }
}
