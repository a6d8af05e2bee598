using System.Security.Cryptography;
using Bronx.Host.Settings;
using Bronx.Platform.Configuration;

namespace Bronx.Host.Roles;

/// <summary>The installation's secret for reports: the setting, or a file in the data folder that a dashboard without a bot makes.</summary>
internal static class PushSecret
{
    private const string FileName = "push.secret";

    /// <returns>Null when there is neither.</returns>
    public static Secret? Find(BronxSettings settings)
    {
        var file = FileOf(settings);
        return settings.Push.Secret ?? (File.Exists(file) ? new Secret(File.ReadAllText(file).Trim()) : null);
    }

    /// <summary>For a dashboard without a bot, which can believe nobody without one.</summary>
    /// <exception cref="StartException">There is none, and none can be kept.</exception>
    public static Secret FindOrMake(BronxSettings settings, StartReport report)
    {
        if (Find(settings) is { } known)
        {
            return known;
        }

        var file = FileOf(settings);
        try
        {
            Directory.CreateDirectory(settings.Storage.DataDirectory);
            var secret = RandomNumberGenerator.GetHexString(48, lowercase: true);
            var mine = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                mine.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var writer = new StreamWriter(file, mine);
            writer.WriteLine(secret);
            report.Line("Push secret", $"made in {file}; the bot needs the same text: BRONX_Push__Secret");
            return new Secret(secret);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"A dashboard without a bot needs a secret, and {file} cannot be written ({fault.Message.TrimEnd('.')}). Set the same text here and at the bot: BRONX_Push__Secret=…", fault);
        }
    }

    private static string FileOf(BronxSettings settings) => Path.GetFullPath(Path.Combine(settings.Storage.DataDirectory, FileName));
}
